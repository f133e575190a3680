namespace Lectern.Site;

/// <summary>Addresses within the site, relative, so that a page opens wherever the site lies.</summary>
internal static class SiteAddress
{
    /// <summary>A path with slashes as it stands in an address.</summary>
    public static string Of(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <param name="page">The path of the page that links.</param>
    /// <param name="target">The path that it links to.</param>
    public static string From(string page, string target) => string.Concat(Enumerable.Repeat("../", page.Count(character => character == '/'))) + target;
}
