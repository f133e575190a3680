namespace Lectern.Site;

/// <summary>The course's own look, a template of docfx over its template "modern". Its files lie in the assembly.</summary>
internal static class SiteTemplate
{
    /// <summary>Where it lies in the source, and in the names of the assembly's files.</summary>
    public const string Folder = "template";

    public static IReadOnlyList<SiteFile> Files { get; } =
        [.. typeof(SiteTemplate).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder + "/", StringComparison.Ordinal)).Select(Read)];

    private static SiteFile Read(string name)
    {
        using var stream = typeof(SiteTemplate).Assembly.GetManifestResourceStream(name)!;
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return new SiteFile(name.Replace('\\', '/'), bytes.ToArray()); // as it is called where it was built
    }
}
