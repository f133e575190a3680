using Lectern.Notebooks;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Lectern.Rendering;

/// <summary>The text of cells, in the Markdown that notebooks and GitHub share: CommonMark with tables, task lists, bare links and formulas.</summary>
internal static class CellMarkdown
{
    public static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().UseTaskLists().UseAutoLinks().Use<FormulaExtension>().Build();

    public static MarkdownDocument Parse(string source)
    {
        var document = Markdown.Parse(source, Pipeline);
        KeptTogether.Find(document);
        return document;
    }

    /// <summary>What is read of a line of text, without its marks.</summary>
    public static string PlainText(ContainerInline? inline) => string.Concat((inline?.Descendants() ?? []).Select(part => part switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        MathInline math => math.Content.ToString(),
        LineBreakInline => " ",
        _ => "",
    }));

    /// <summary>The formulas of a cell's text, in their order; of other cells none.</summary>
    public static IEnumerable<Formula> Formulas(Cell cell) => cell.IsMarkdown
        ? Parse(cell.Source).Descendants().Select(FormulaOf).OfType<Formula>()
        : [];

    /// <returns>null if it is no formula.</returns>
    public static Formula? FormulaOf(MarkdownObject node) => node switch
    {
        MathInline inline => FormulaOf(inline),
        MathBlock block => FormulaOf(block),
        _ => null,
    };

    public static Formula FormulaOf(MathInline inline) => new(inline.Content.ToString().Trim(), inline.DelimiterCount > 1);

    public static Formula FormulaOf(MathBlock block) => new(block.Lines.ToString().Trim(), IsDisplay: true);
}
