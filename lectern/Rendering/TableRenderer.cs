using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Lectern.Rendering;

/// <summary>A table within a box, so that one that is too wide for a phone scrolls by itself.</summary>
internal sealed class TableRenderer : HtmlObjectRenderer<Table>
{
    private readonly HtmlTableRenderer table = new();

    protected override void Write(HtmlRenderer renderer, Table block)
    {
        renderer.EnsureLine().WriteLine("""<div class="table" tabindex="0">""");
        table.Write(renderer, (Markdig.Syntax.MarkdownObject)block);
        renderer.EnsureLine().WriteLine("</div>");
    }
}
