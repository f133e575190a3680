using System.Net;
using System.Text;
using System.Text.Json;

namespace Backprop.Figures;

/// <summary>The HTML of a figure.</summary>
internal static class FigureHtml
{
    /// <summary>The version of what is written here.</summary>
    private const int ContractVersion = 3;

    private const string Style =
        "max-width:{0}px;padding:8px;background:#fff;color:#222;font:18px/1.45 'Open Sans','Segoe UI',Helvetica,Arial,sans-serif";

    /// <summary>
    /// What a page shows that runs no script, or has no plotly.js. The chart takes its place when it is drawn.
    /// </summary>
    private const string Message =
        "This chart is drawn by the page's scripts. If it does not appear, run the notebook's first cell; in Jupyter, trust a "
        + "notebook that comes from elsewhere.";

    public static string Write(Figure figure) => $"""
        <div class="backprop-figure" style="{Style.Replace("{0}", Invariant($"{figure.Width}"), StringComparison.Ordinal)}">
        <script type="application/json">{Description(figure)}</script>
        {Body(figure)}
        {Caption(figure.Caption)}{Script(figure.Drawing.Script)}</div>
        """;

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Body(Figure figure) => figure.Drawing.NeedsPlotly
        ? Invariant($"""
        <div class="backprop-chart" role="img" aria-label="{Escape(figure.Title)}" style="height:{figure.Height}px" hidden></div>
        <p class="backprop-message"><strong>{Escape(figure.Title)}</strong><br>{Message}</p>
        """)
        : Picture(figure) + figure.Drawing.Controls;

    /// <summary>
    /// The SVG as an image, which shows without scripts too: pages that do not trust a notebook tear inline SVG apart. The
    /// figure's script puts the SVG itself in its place, so that its text can be read and found.
    /// </summary>
    private static string Picture(Figure figure) => Invariant($"""
        <img class="backprop-picture" width="{figure.Width}" height="{figure.Height}" alt="{Escape(figure.Drawing.Description)}" style="display:block;max-width:100%;height:auto" src="data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(figure.Drawing.Picture))}">

        """);

    private static string Caption(string text) => text.Length == 0 ? "" : $"""
        <p class="backprop-caption" style="margin:4px 8px">{Escape(text)}</p>

        """;

    private static string Script(string name) => name.Length == 0 ? "" : $"""
        <script>
        {Asset.Read(name)}
        </script>

        """;

    private static string Description(Figure figure) => JsonSerializer.Serialize(
        new FigureDescription(
            ContractVersion,
            figure.Name,
            figure.Title,
            figure.Caption,
            figure.Width,
            figure.Height,
            figure.Drawing.Kind,
            figure.Drawing.Content),
        FigureJson.Readable.FigureDescription);
}
