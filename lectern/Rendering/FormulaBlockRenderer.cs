using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Lectern.Rendering;

/// <summary>Formulas that are a paragraph of their own.</summary>
internal sealed class FormulaBlockRenderer(SetFormulas formulas) : HtmlObjectRenderer<MathBlock>
{
    protected override void Write(HtmlRenderer renderer, MathBlock formula) =>
        renderer.EnsureLine().Write("<p>").Write(formulas[CellMarkdown.FormulaOf(formula)]).WriteLine("</p>");
}
