using System.Text;

namespace Lectern.Notebooks;

/// <summary>
/// Writes a file whole or not at all: a reader never sees half of it. A file that is replaced keeps its mode and its owner, and
/// a symbolic link stays one.
/// </summary>
internal static class AtomicFile
{
    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <exception cref="IOException">It cannot be written; the message names the file.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <param name="path">The file; its folder is created if need be.</param>
    /// <param name="bytes">What it then holds.</param>
    /// <param name="beforeReplacing">A last look at the file; if it throws, the file stays as it is.</param>
    /// <exception cref="IOException">It cannot be written; the message names the file.</exception>
    public static void Write(string path, byte[] bytes, Action? beforeReplacing = null)
    {
        try
        {
            var target = Target(path);
            RequireWritable(target);
            var folder = Path.GetDirectoryName(target)!;
            Directory.CreateDirectory(folder);
            UnixFileMode? mode = File.Exists(target) && !OperatingSystem.IsWindows() ? File.GetUnixFileMode(target) : null;
            using var stream = TemporaryFile.Create(folder, mode);
            Replace(target, stream, bytes, mode, beforeReplacing);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"cannot write {path}: {TemporaryFile.Reason(exception)}", exception);
        }
    }

    /// <summary>Finds out before the work that a file cannot be replaced.</summary>
    /// <exception cref="IOException">It is read-only, or nothing can be written to its folder.</exception>
    public static void RequireReplaceable(string path)
    {
        try
        {
            var target = Target(path);
            RequireWritable(target);
            RequireWritableFolder(Path.GetDirectoryName(target)!);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    /// <summary>Creates the folder if need be, and removes what a killed run has left in it.</summary>
    /// <exception cref="IOException">Nothing can be written to it.</exception>
    public static void RequireWritableFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            TemporaryFile.RemoveAbandoned(folder);
            using var probe = TemporaryFile.Create(folder);
            File.Delete(probe.Name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"cannot write to the folder \"{folder}\": {TemporaryFile.Reason(exception)}", exception);
        }
    }

    /// <summary>The file itself, where the path is a link to it.</summary>
    private static string Target(string path)
    {
        FileInfo file = new(path);
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    /// <summary>A move replaces even a file that may not be written, and root may write everything.</summary>
    private static void RequireWritable(string path)
    {
        if (!File.Exists(path)) return;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & AnyWrite) == 0) throw new IOException($"{path} is read-only");
        using FileStream probe = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    private static void Replace(string target, FileStream temporary, byte[] bytes, UnixFileMode? mode, Action? beforeReplacing)
    {
        try
        {
            temporary.Write(bytes);
            temporary.Flush();
            if (mode is { } kept && !OperatingSystem.IsWindows())
            {
                FileOwner.Copy(target, temporary.Name);
                File.SetUnixFileMode(temporary.Name, kept);
            }

            beforeReplacing?.Invoke();
            File.Move(temporary.Name, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary.Name);
        }
    }
}
