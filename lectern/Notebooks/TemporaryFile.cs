using System.Text.RegularExpressions;

namespace Lectern.Notebooks;

/// <summary>
/// A file that becomes another one once it is whole. Its name says that it is lectern's, and is short, however long the
/// other's is.
/// </summary>
internal static partial class TemporaryFile
{
    /// <summary>Creates an empty one, which is locked until the stream is closed.</summary>
    /// <param name="folder">Where the file lies that it becomes, because a move is atomic within one volume only.</param>
    /// <param name="mode">Who may read and write it on Unix; null for what new files usually have.</param>
    public static FileStream Create(string folder, UnixFileMode? mode = null)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Delete };
        if (mode is not null && !OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        return new FileStream(Path.Combine(folder, $".lectern-{Guid.NewGuid():N}.tmp"), options);
    }

    /// <summary>Removes what a killed run has left. The files of a run that still goes on are locked, and stay.</summary>
    public static void RemoveAbandoned(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, ".lectern-*.tmp").Where(path => Name().Replace(Path.GetFileName(path), "") == ""))
        {
            try
            {
                using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Its run goes on, or another user's run left it.
            }
        }
    }

    /// <summary>The message of a failure with the folder in place of a file that no reader knows.</summary>
    public static string Reason(Exception exception) => Name().Replace(exception.Message, "");

    [GeneratedRegex(@"\.lectern-[0-9a-f]{32}\.tmp")]
    private static partial Regex Name();
}
