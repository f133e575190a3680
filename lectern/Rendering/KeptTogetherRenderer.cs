using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Lectern.Rendering;

/// <summary>A formula with what must not be parted from it, in an element that the style sheet keeps on one line.</summary>
internal sealed class KeptTogetherRenderer : HtmlObjectRenderer<KeptTogether>
{
    protected override void Write(HtmlRenderer renderer, KeptTogether kept)
    {
        renderer.Write("<span class=\"kept\">");
        renderer.WriteChildren(kept);
        renderer.Write("</span>");
    }
}
