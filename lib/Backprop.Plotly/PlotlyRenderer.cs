using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Backprop.Figures;
using Plotly.NET;
using static Plotly.NET.StyleParam;
using CSharpChart = Plotly.NET.CSharp.Chart;

namespace Backprop.Plotly;

/// <summary>Draws charts with Plotly.NET.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Backprop makes it, by reflection.")]
internal sealed class PlotlyRenderer : IChartRenderer
{
    private const string Script = "Plotly.NET.plotly-2.28.0.min.js";

    /// <inheritdoc/>
    public JsonElement Render(Figures.Chart chart)
    {
        var traces = CSharpChart.Combine(chart.Series.Select(Trace));
        var plot = GenericChart.setLayout(ChartLayout.Of(chart), traces);
        using var document = JsonDocument.Parse(GenericChart.toFigureJson(plot));
        return document.RootElement.Clone();
    }

    /// <inheritdoc/>
    public Stream OpenScript() => typeof(GenericChart).Assembly.GetManifestResourceStream(Script)
        ?? throw new InvalidOperationException($"Plotly.NET holds no \"{Script}\"");

    private static GenericChart Trace(Series series)
    {
        var color = Color.fromHex(series.Color);
        return series.Mark == Mark.Points
            ? CSharpChart.Scatter<double, double, string>(
                series.X, series.Y, Mode.Markers, Name: series.Name, MarkerColor: color, UseDefaults: false)
            : CSharpChart.Scatter<double, double, string>(
                series.X,
                series.Y,
                Mode.Lines,
                Name: series.Name,
                LineColor: color,
                LineDash: Pattern(series.Mark),
                LineWidth: 3,
                UseDefaults: false);
    }

    private static DrawingStyle Pattern(Mark mark) => mark switch
    {
        Mark.DashedLine => DrawingStyle.Dash,
        Mark.DottedLine => DrawingStyle.Dot,
        _ => DrawingStyle.Solid,
    };
}
