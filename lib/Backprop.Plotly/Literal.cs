namespace Backprop.Plotly;

/// <summary>
/// Text as plotly.js takes it. It reads some HTML in every text, and TeX between dollar signs where a page has MathJax; what a reader wrote
/// is to be shown as it is. Source: plotly.js 2.28, svg_text_utils.js, which decodes these entities after it has looked for both.
/// </summary>
internal static class Literal
{
    public static string Text(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("$", "&#36;", StringComparison.Ordinal);
}
