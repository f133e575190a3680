namespace Lectern.Rendering;

/// <summary>The files in Assets, which lie in the assembly.</summary>
internal static class RenderingAsset
{
    /// <summary>What sets formulas: a function of MathJax's address and the formulas.</summary>
    public static readonly string MathJax = EmbeddedFile.Text("mathjax.js").TrimEnd().TrimEnd(';');

    /// <summary>How cells look, on light pages and on dark ones. Pages and slides bring it as a style sheet.</summary>
    public static readonly string CellStyle = EmbeddedFile.Text("cells.css");
}
