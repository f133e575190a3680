using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Lectern.Rendering;

/// <summary>Code in the text looks as it does in code cells.</summary>
internal sealed class FenceRenderer(CodeHtml code) : HtmlObjectRenderer<CodeBlock>
{
    protected override void Write(HtmlRenderer renderer, CodeBlock block) =>
        renderer.EnsureLine().WriteLine(code.Of(block.Lines.ToString(), (block as FencedCodeBlock)?.Info ?? ""));
}
