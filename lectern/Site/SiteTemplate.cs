namespace Lectern.Site;

/// <summary>The course's own look, a template of docfx over its template "modern". Its files lie in the assembly.</summary>
internal static class SiteTemplate
{
    /// <summary>Where it lies in the source, and in the names of the assembly's files.</summary>
    public const string Folder = "template";

    /// <summary>Their names are written as on the system that built the assembly.</summary>
    public static IReadOnlyList<SiteFile> Files { get; } =
        [.. EmbeddedFile.Names(Folder + "/").Select(name => new SiteFile(name.Replace('\\', '/'), EmbeddedFile.Bytes(name)))];
}
