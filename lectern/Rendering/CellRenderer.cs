using Lectern.Notebooks;
using Markdig.Renderers;
using Markdig.Syntax;

namespace Lectern.Rendering;

/// <summary>
/// The cells of one notebook as HTML, for pages and slides. None of it holds a blank line, so that it can stand in Markdown. How it looks
/// says <see cref="RenderingAsset.CellStyle"/>.
/// </summary>
internal sealed class CellRenderer
{
    private readonly SetFormulas formulas;
    private readonly Func<string, string> link;
    private readonly CodeHtml code;
    private readonly Dictionary<Cell, MarkdownDocument> texts;

    /// <param name="formulas">The formulas of its text.</param>
    /// <param name="link">Where a link of the text leads on the page.</param>
    /// <param name="notebook">The whole of it: its headings have different ids, and a name means the same in all cells.</param>
    public CellRenderer(SetFormulas formulas, Func<string, string> link, Notebook notebook)
    {
        (this.formulas, this.link) = (formulas, link);
        code = new CodeHtml(CSharpCode.Of(notebook.Cells.Where(cell => cell is { IsCode: true, Kernel: Cell.CSharp }).Select(cell => cell.Source)));
        texts = notebook.Cells.Where(cell => cell.IsMarkdown).ToDictionary(cell => cell, cell => CellMarkdown.Parse(cell.Source));
        HeadingId.Set(notebook.Cells.Where(texts.ContainsKey).SelectMany(cell => texts[cell].Descendants<HeadingBlock>()));
    }

    /// <summary>The text of a Markdown cell.</summary>
    public string Text(Cell cell)
    {
        using StringWriter writer = new();
        HtmlRenderer renderer = new(writer) { LinkRewriter = target => link(HeadingId.InLink(target)) };
        CellMarkdown.Pipeline.Setup(renderer);
        renderer.ObjectRenderers.InsertRange(
            0,
            [
                new FormulaInlineRenderer(formulas), new FormulaBlockRenderer(formulas), new KeptTogetherRenderer(),
                new FenceRenderer(code), new TableRenderer(),
            ]);
        renderer.Render(texts[cell]);
        return HtmlBlock.WithoutBlankLines(writer.ToString());
    }

    /// <summary>What a code cell holds.</summary>
    public string Code(Cell cell) => HtmlBlock.WithoutBlankLines(code.Of(cell.Source, cell.Kernel));

    /// <summary>What a code cell shows, each output in the best form that it has; empty if it shows nothing.</summary>
    public static string Outputs(Cell cell) =>
        HtmlBlock.WithoutBlankLines(string.Join('\n', cell.Outputs.Select(OutputHtml.Of).Where(html => html.Length > 0)));
}
