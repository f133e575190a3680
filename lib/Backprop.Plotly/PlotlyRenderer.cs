using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backprop.Figures.Charts;
using Plotly.NET;

namespace Backprop.Plotly;

/// <summary>Draws charts with Plotly.NET.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Backprop makes it, by reflection.")]
internal sealed class PlotlyRenderer : IChartRenderer
{
    private const string Script = "Plotly.NET.plotly-2.28.0.min.js";

    /// <inheritdoc/>
    public JsonElement Render(Figures.Charts.Chart chart)
    {
        var traces = GenericChart.ofTraceObjects(false, FSharp.List(chart.Series.Select(Traces.Of)));
        var json = JsonNode.Parse(GenericChart.toFigureJson(GenericChart.setLayout(ChartLayout.Of(chart), traces)))!;
        json["frames"] = Frames.Of(chart, (JsonArray)json["data"]!);
        return JsonSerializer.SerializeToElement(json);
    }

    /// <inheritdoc/>
    public Type OwnChart => typeof(GenericChart);

    /// <inheritdoc/>
    public JsonElement RenderOwn(object chart)
    {
        var json = JsonNode.Parse(GenericChart.toFigureJson((GenericChart)chart))!;
        json["frames"] ??= new JsonArray();
        return JsonSerializer.SerializeToElement(json);
    }

    /// <inheritdoc/>
    public Stream OpenScript() => typeof(GenericChart).Assembly.GetManifestResourceStream(Script)
        ?? throw new InvalidOperationException($"Plotly.NET holds no \"{Script}\"");
}
