using System.Text.RegularExpressions;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Lectern.Rendering;

/// <summary>
/// A table within a box, so that one that is too wide for a phone scrolls by itself. A column without a name has no heading, which a reader
/// that listens would announce.
/// </summary>
internal sealed partial class TableRenderer : HtmlObjectRenderer<Table>
{
    private readonly HtmlTableRenderer renderer = new();

    protected override void Write(HtmlRenderer page, Table table)
    {
        using StringWriter html = new();
        var writer = page.Writer;
        page.Writer = html;
        renderer.Write(page, (MarkdownObject)table);
        page.Writer = writer;

        page.EnsureLine().WriteLine("""<div class="table" tabindex="0">""");
        page.Write(EmptyHeading().Replace(html.ToString(), "<td></td>"));
        page.EnsureLine().WriteLine("</div>");
    }

    [GeneratedRegex("<th( style=\"[^\"]*\")?></th>")]
    private static partial Regex EmptyHeading();
}
