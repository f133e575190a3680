using System.Text.RegularExpressions;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Lectern.Rendering;

/// <summary>The id of a heading, as GitHub makes it. What Jupyter makes of the same heading comes to the same once it has gone through here.</summary>
internal static partial class HeadingId
{
    public static string Of(string heading) => NotInId().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    /// <summary>Gives the headings of one page their ids, each its own: name, name-1, name-2 …</summary>
    public static void Set(IEnumerable<HeadingBlock> headings)
    {
        HashSet<string> ids = [];
        foreach (var heading in headings)
        {
            var name = Of(heading);
            var id = name;
            for (var number = 1; !ids.Add(id); number++) id = $"{name}-{number}";
            heading.GetAttributes().Id = id;
        }
    }

    private static string Of(HeadingBlock heading) => Of(CellMarkdown.PlainText(heading.Inline));

    /// <summary>A link with the part behind its # as an id; a link to another site stays as it is.</summary>
    public static string InLink(string link) => link.IndexOf('#') is var start and >= 0 && !IsAbsolute(link)
        ? $"{link[..start]}#{Of(Uri.UnescapeDataString(link[(start + 1)..]))}"
        : link;

    private static bool IsAbsolute(string link) => Scheme().IsMatch(link);

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInId();

    [GeneratedRegex("^([a-z][a-z0-9+.-]*:|//)", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
