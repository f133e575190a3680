using System.Text.Json;
using static System.Net.WebUtility;

namespace Lectern.Site;

/// <summary>
/// The list of all pages, which stands on each of them. docfx writes it as toc.json, for a script that fetches it; here it becomes a part
/// of the page, which needs no server for that.
/// </summary>
internal sealed class Navigation
{
    private readonly Item[] items;

    private Navigation(Item[] items) => this.items = items;

    /// <param name="staging">The folder that docfx wrote to.</param>
    public static Navigation Read(string staging) => new(Read(staging, "toc.json"));

    /// <param name="page">The path of the page that it stands on.</param>
    public string Html(string page) => $"<ul>{string.Concat(items.Select(item => $"<li>{Part(item, page)}</li>"))}</ul>";

    /// <summary>Lists that are files of their own take their places, and all addresses are seen from the first page.</summary>
    private static Item[] Read(string staging, string path)
    {
        var folder = path[..(path.LastIndexOf('/') + 1)];
        var list = JsonSerializer.Deserialize<Item>(File.ReadAllBytes(Path.Combine(staging, path)), JsonSerializerOptions.Web)!;
        return [.. (list.Items ?? []).Select(Place)];

        Item Place(Item item) => item with
        {
            Href = item.Href is null ? null : folder + item.Href,
            Items = item.TocHref is { } own && own != item.Href
                ? Read(staging, folder + Path.ChangeExtension(own, ".json"))
                : [.. (item.Items ?? []).Select(Place)],
        };
    }

    /// <summary>The lists of the first level are always open.</summary>
    private static string Part(Item part, string page) => Link(part, page, " class=\"part\"") + List(part.Items, page);

    private static string List(IReadOnlyCollection<Item>? items, string page) => items is null or { Count: 0 }
        ? ""
        : $"<ul>{string.Concat(items.Select(item => $"<li>{(item.Items is { Length: > 0 } ? Folded(item, page) : Link(item, page))}</li>"))}</ul>";

    private static string Folded(Item item, string page) => $"""
        <details{(Leads(item, page) ? " open" : "")}><summary>{HtmlEncode(item.Name)}</summary>{List([item with { Name = "Overview", Items = null }, .. item.Items!], page)}</details>
        """;

    private static string Link(Item item, string page, string kind = "") => item.Href is { } href
        ? $"<a{kind} href=\"{HtmlEncode(SiteAddress.From(page, href))}\"{(href == page ? " aria-current=\"page\"" : "")}>{HtmlEncode(item.Name)}</a>"
        : $"<span{kind}>{HtmlEncode(item.Name)}</span>";

    private static bool Leads(Item item, string page) => item.Href == page || (item.Items ?? []).Any(inner => Leads(inner, page));

    private sealed record Item(string? Name, string? Href, string? TocHref, Item[]? Items);
}
