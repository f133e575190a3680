using AngleSharp.Html.Parser;

namespace Lectern.Site;

/// <summary>The site as it is published: what docfx made, with each page finished.</summary>
internal static class PublishedSite
{
    /// <summary>What docfx leaves beside the pages: lists for its own scripts, which these pages do without.</summary>
    private static readonly string[] Leftovers = ["manifest.json", "xrefmap.yml", "toc.html", "toc.json", "favicon.ico"];

    /// <param name="source">The folder that docfx read.</param>
    /// <exception cref="SiteException">A link leads nowhere.</exception>
    public static IEnumerable<SiteFile> Files(string source)
    {
        var staging = Path.Combine(source, SiteSource.Pages);
        var navigation = Navigation.Read(staging);
        List<SearchEntry> entries = [];
        SiteLinks links = new();
        foreach (var (path, file) in Paths(staging))
        {
            if (!path.EndsWith(".html", StringComparison.Ordinal))
            {
                links.Add(path);
                yield return new SiteFile(path, File.ReadAllBytes(file));
                continue;
            }

            using var stream = File.OpenRead(file);
            using var document = new HtmlParser().ParseDocument(stream);
            PageText.Insert(document, Path.Combine(source, Path.GetDirectoryName(path)!));
            SitePage page = new(document, path);
            page.Finish(navigation);
            entries.AddRange(page.Entries());
            links.Add(path, document);
            yield return new SiteFile(path, page.Html());
        }

        links.Check();
        yield return new SiteFile("public/search.js", SearchEntry.Script(entries));
    }

    private static IEnumerable<(string Path, string File)> Paths(string staging) =>
        from file in Directory.EnumerateFiles(staging, "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(staging, file).Replace(Path.DirectorySeparatorChar, '/')
        where !Leftovers.Contains(path[(path.LastIndexOf('/') + 1)..])
        orderby path
        select (path, file);
}
