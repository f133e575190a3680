using Lectern.Notebooks;

namespace Lectern.Tests;

/// <summary>A folder for one test, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    // Resolved, because a worker reports the real path of its folder where the temporary one is a link.
    public string Path { get; } = Directory.CreateTempSubdirectory("lectern-").FullName;

    public string this[string relative] => System.IO.Path.Combine([Path, .. relative.Split('/')]);

    public string Write(string relative, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[relative])!);
        File.WriteAllText(this[relative], text);
        return this[relative];
    }

    public string Read(string relative) => File.ReadAllText(this[relative]);

    /// <summary>Every file in it, with slashes, but for the empty one that lectern locks.</summary>
    public string[] Files(string relative) => Directory.Exists(this[relative])
        ? [.. Directory.EnumerateFiles(this[relative], "*", SearchOption.AllDirectories)
            .Select(path => System.IO.Path.GetRelativePath(this[relative], path).Replace('\\', '/'))
            .Where(path => System.IO.Path.GetFileName(path) != FolderLock.FileName)
            .Order(StringComparer.Ordinal)]
        : [];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
