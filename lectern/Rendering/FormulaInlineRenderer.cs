using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Lectern.Rendering;

/// <summary>Formulas within a line, and those that stand alone in the middle of a paragraph.</summary>
internal sealed class FormulaInlineRenderer(SetFormulas formulas) : HtmlObjectRenderer<MathInline>
{
    protected override void Write(HtmlRenderer renderer, MathInline formula) => renderer.Write(formulas[CellMarkdown.FormulaOf(formula)]);
}
