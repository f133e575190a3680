using Lectern.Notebooks;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Lectern.Rendering;

/// <summary>
/// The cells of one notebook as HTML, for pages and slides. None of it holds a blank line, so that it can stand in Markdown. How it looks
/// says <see cref="RenderingAsset.CellStyle"/>.
/// </summary>
/// <param name="formulas">The formulas of its text.</param>
/// <param name="link">Where a link of the text leads on the page.</param>
internal sealed class CellRenderer(SetFormulas formulas, Func<string, string> link)
{
    private readonly HashSet<string> headings = [];
    private readonly Dictionary<Cell, string> texts = [];

    /// <summary>The text of a Markdown cell. Asked for twice, it has the same ids of headings.</summary>
    public string Text(Cell cell)
    {
        if (!texts.TryGetValue(cell, out var html)) texts[cell] = html = WriteText(cell);
        return html;
    }

    /// <summary>What a code cell holds.</summary>
    public static string Code(Cell cell) => HtmlBlock.WithoutBlankLines(CodeHtml.Of(cell.Source, cell.Kernel));

    /// <summary>What a code cell shows, each output in the best form that it has; empty if it shows nothing.</summary>
    public static string Outputs(Cell cell) =>
        HtmlBlock.WithoutBlankLines(string.Join('\n', cell.Outputs.Select(OutputHtml.Of).Where(html => html.Length > 0)));

    private string WriteText(Cell cell)
    {
        var document = CellMarkdown.Parse(cell.Source);
        foreach (var heading in document.Descendants<HeadingBlock>()) heading.GetAttributes().Id = Unique(HeadingId.Of(heading));

        using StringWriter writer = new();
        HtmlRenderer renderer = new(writer) { LinkRewriter = target => link(HeadingId.InLink(target)) };
        CellMarkdown.Pipeline.Setup(renderer);
        renderer.ObjectRenderers.InsertRange(0, [new FormulaInlineRenderer(formulas), new FormulaBlockRenderer(formulas), new FenceRenderer(), new TableRenderer()]);
        renderer.Render(document);
        return HtmlBlock.WithoutBlankLines(writer.ToString());
    }

    /// <summary>name, name-1, name-2 …</summary>
    private string Unique(string id)
    {
        var unique = id;
        for (var number = 1; !headings.Add(unique); number++) unique = $"{id}-{number}";
        return unique;
    }
}
