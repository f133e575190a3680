using AngleSharp.Html.Dom;

namespace Lectern.Site;

/// <summary>The links of all pages, of which each has to lead somewhere.</summary>
internal sealed class SiteLinks
{
    private static readonly Uri Root = new("http://site/");

    private readonly HashSet<string> places = [];
    private readonly List<(string Page, string Link, string Place)> links = [];

    /// <summary>A file that can be linked to.</summary>
    public void Add(string path) => places.Add(path);

    /// <summary>A page, with the places in it that can be linked to, and its links within the site.</summary>
    public void Add(string path, IHtmlDocument document)
    {
        Add(path);
        foreach (var place in document.QuerySelectorAll("[id]")) places.Add($"{path}#{place.Id}");
        foreach (var element in document.QuerySelectorAll("[href], [src]"))
        {
            var link = element.GetAttribute("href") ?? element.GetAttribute("src")!;
            if (Uri.TryCreate(new Uri(Root, path), link, out var target) && target.Host == Root.Host && target.Scheme == Root.Scheme)
                links.Add((path, link, Uri.UnescapeDataString(target.AbsolutePath[1..] + (target.Fragment.Length > 1 ? target.Fragment : ""))));
        }
    }

    /// <exception cref="SiteException">One leads nowhere.</exception>
    public void Check()
    {
        string[] broken = [.. links.Where(link => !places.Contains(link.Place)).Select(link => $"{Name(link.Page)}: the link {link.Link} leads nowhere").Distinct()];
        if (broken.Length > 0) throw new SiteException(string.Join("; ", broken));
    }

    /// <summary>A notebook's page stands for the notebook.</summary>
    private static string Name(string page) => page.StartsWith(CourseNotebook.Folder + "/", StringComparison.Ordinal)
        ? Path.ChangeExtension(page[(CourseNotebook.Folder.Length + 1)..], ".ipynb")
        : page;
}
