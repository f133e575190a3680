namespace Lectern.Outputs;

/// <summary>The path of a file without symbolic links, by which two ways to one file are known to be the same.</summary>
internal static class RealPath
{
    /// <exception cref="IOException">The links lead round in a circle.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } folder) return full;

        FileInfo here = new(Path.Combine(Of(folder), Path.GetFileName(full)));
        return here.LinkTarget is null ? here.FullName : Of(here.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
    }
}
