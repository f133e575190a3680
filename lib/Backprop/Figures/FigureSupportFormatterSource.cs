using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Backprop.Figures.Charts;
using Backprop.Formatting;

namespace Backprop.Figures;

/// <summary>
/// Makes the formatters of <see cref="FigureSupport"/> and, since a host asks for them when a notebook's first cell is shown, those
/// of Plotly.NET's own charts: what a cell draws without the course's functions is a figure like all others.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "The host makes it, by reflection.")]
internal sealed class FigureSupportFormatterSource
{
    /// <summary>One formatter for each type and mime type.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "The host calls it on an object, by reflection.")]
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        .. new HtmlFormatterSource<FigureSupport>().CreateTypeFormatters(),
        new TypeFormatter<object>(MimeTypes.Html, chart => FigureOf(chart).ToHtml(), ChartRenderer.Plotly.OwnChart),
        new TypeFormatter<object>(MimeTypes.PlainText, chart => FigureOf(chart).ToString(), ChartRenderer.Plotly.OwnChart),
    ];

    private static Figure FigureOf(object chart)
    {
        var drawing = Drawing.OfOwn(chart);
        return new Figure(Title(drawing.Content.GetProperty("layout")) ?? "A chart", drawing);
    }

    /// <summary>plotly.js takes a title as an object or as a text alone.</summary>
    private static string? Title(JsonElement layout) => !layout.TryGetProperty("title", out var title) ? null
        : title.ValueKind == JsonValueKind.String ? title.GetString()
        : title.TryGetProperty("text", out var text) ? text.GetString()
        : null;
}
