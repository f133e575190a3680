using System.Net;

namespace Backprop.Figures;

/// <summary>The HTML around a figure's description.</summary>
internal static class FigureHtml
{
    private static readonly string Script = Asset.Read("figure.js");

    /// <summary>
    /// What a page shows that runs no script, or has no plotly.js. The chart takes its place when it is drawn.
    /// </summary>
    private const string Message = "This chart is drawn by the page's scripts. If it does not appear, run the notebook's first cell.";

    public static string Write(Figure figure, string description) => $"""
        <div class="backprop-figure" style="max-width:{figure.Width}px;padding:8px;background:#fff;color:#222;font:18px/1.45 'Open Sans','Segoe UI',Helvetica,Arial,sans-serif">
        <script type="application/json">{description}</script>
        <div class="backprop-chart" role="img" aria-label="{Escape(figure.Title)}" style="display:none;height:{figure.Height}px"></div>
        <p class="backprop-message"><strong>{Escape(figure.Title)}</strong><br>{Message}</p>
        <p class="backprop-caption" style="margin:4px 8px">{Escape(figure.Caption)}</p>
        <script>
        {Script}
        </script>
        </div>
        """;

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
