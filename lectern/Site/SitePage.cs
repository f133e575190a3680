using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Lectern.Notebooks;
using Lectern.Rendering;
using static System.Net.WebUtility;

namespace Lectern.Site;

/// <summary>A page as docfx made it, which is finished here: what docfx leaves to scripts in the browser is done once and for all.</summary>
/// <param name="document">The page.</param>
/// <param name="path">Its path on the site.</param>
internal sealed partial class SitePage(IHtmlDocument document, string path)
{
    /// <summary>What is told to scripts, style sheets and eyes is not searched, and headings are found as such.</summary>
    private const string Silent = "script, style, svg, mjx-container, nav, .facts, .inheritedMembers, h1, h2, h3";

    private const string Headings = "h1, h2, h3, h4, h5, h6";

    /// <summary>A signature declares all that it names but types of elsewhere.</summary>
    private static readonly CodeHtml Signatures = new(CSharpCode.Of([]));

    private readonly IElement article = document.QuerySelector("article")!;

    private string Title => article.QuerySelector("h1") is { } heading ? Words(heading) : "";

    public void Finish(Navigation navigation)
    {
        document.QuerySelector("nav.pages")!.InnerHtml = navigation.Html(path);
        foreach (var code in article.QuerySelectorAll("pre > code.lang-csharp").ToArray()) code.ParentElement!.OuterHtml = Signatures.Of(code.TextContent, Cell.CSharp);
        foreach (var table in article.QuerySelectorAll("table").Where(table => table.Closest(".table, .output") is null).ToArray()) Wrap(table);
        foreach (var empty in article.QuerySelectorAll("th").Where(cell => Words(cell).Length == 0).ToArray()) Rename(empty, "td"); // it heads nothing
        foreach (var members in article.QuerySelectorAll("dl.inheritedMembers").ToArray()) Fold(members);
        OrderHeadings();
        WriteOutline();
    }

    public string Html() => document.ToHtml();

    /// <summary>The page by its sections.</summary>
    public IEnumerable<SearchEntry> Entries()
    {
        var (section, anchor, text) = ("", "", new StringBuilder());
        foreach (var node in article.GetDescendants())
        {
            if (node is IElement { Id: { } id } heading && IsSection(heading))
            {
                yield return Entry(section, anchor, text);
                (section, anchor) = (Words(heading), "#" + id);
                text.Clear();
            }
            else if (node is IText words && words.ParentElement?.Closest(Silent) is null)
            {
                text.Append(words.Data).Append(' ');
            }
        }

        yield return Entry(section, anchor, text);
    }

    private SearchEntry Entry(string section, string anchor, StringBuilder text) => new(Title, section, path + anchor, Space().Replace(text.ToString(), " ").Trim());

    private static bool IsSection(IElement element) => element.LocalName is "h2" or "h3";

    private void Wrap(IElement table)
    {
        var box = document.CreateElement("div");
        box.ClassName = "table";
        box.SetAttribute("tabindex", "0");
        table.Replace(box);
        box.Append(table);
    }

    /// <summary>A tensor's parameters inherit some three hundred members, which would stand before their own.</summary>
    private static void Fold(IElement members) => members.OuterHtml = Folded.Html(
        "inheritedMembers", members.QuerySelector("dt")!.InnerHtml, string.Concat(members.QuerySelectorAll("dd").Select(list => list.InnerHtml)));

    /// <summary>Each at most one level below the one before, as readers who listen to a page rely on.</summary>
    private void OrderHeadings()
    {
        var level = 0;
        foreach (var heading in article.QuerySelectorAll(Headings).ToArray())
        {
            var own = heading.LocalName[1] - '0';
            if (own > level + 1) Rename(heading, string.Create(CultureInfo.InvariantCulture, $"h{level + 1}"));
            level = Math.Min(own, level + 1);
        }
    }

    private void Rename(IElement element, string name)
    {
        var other = document.CreateElement(name);
        foreach (var attribute in element.Attributes) other.SetAttribute(attribute.Name, attribute.Value);
        element.Replace(other);
        other.Append([.. element.ChildNodes]);
    }

    private void WriteOutline()
    {
        var outline = document.QuerySelector("nav.outline")!;
        var sections = article.QuerySelectorAll("h2, h3").Where(heading => heading.Closest("details, .backprop-figure") is null && !string.IsNullOrEmpty(heading.Id)).ToArray();
        if (sections.Length < 2)
        {
            outline.Remove();
            return;
        }

        var items = sections.Select(heading =>
            $"<li class=\"{heading.LocalName}\"><a href=\"#{HtmlEncode(Uri.EscapeDataString(heading.Id!))}\">{HtmlEncode(Words(heading))}</a></li>");
        outline.InnerHtml = $"<p>On this page</p><ul>{string.Concat(items)}</ul>";
    }

    /// <summary>A heading's text. Of a formula in it, the text that is there for readers who listen.</summary>
    private static string Words(IElement element) => Space().Replace(element.TextContent, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
