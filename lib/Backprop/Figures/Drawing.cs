using System.Text.Json;
using Backprop.Figures.Charts;
using Backprop.Formatting;

namespace Backprop.Figures;

/// <summary>What a figure draws, in the form that its HTML carries.</summary>
/// <param name="Kind">plotly: plotly.js draws the content; svg: the picture is there; steps: it is there and can be stepped.</param>
/// <param name="Content">The numbers, from which it can be drawn or compared.</param>
/// <param name="Width">In CSS pixels.</param>
/// <param name="Height">In CSS pixels.</param>
internal sealed record Drawing(string Kind, JsonElement Content, int Width, int Height)
{
    public const int DefaultWidth = 960;
    public const int DefaultHeight = 540;

    private const string Plotly = "plotly";

    /// <summary>What is drawn, in a few words, with the ranges of the data.</summary>
    public required string Description { get; init; }

    /// <summary>The chart that the content was made of; none for the other kinds.</summary>
    public Chart? Chart { get; private init; }

    /// <summary>The picture as SVG, where there is no need of a script to draw it.</summary>
    public string Picture { get; init; } = "";

    /// <summary>What stands below the picture and above the caption.</summary>
    public string Controls { get; init; } = "";

    /// <summary>The file of the script that brings the figure to life; empty for a picture that stands still.</summary>
    public string Script { get; init; } = "";

    /// <summary>Whether a page must bring plotly.js.</summary>
    public bool NeedsPlotly => Kind == Plotly;

    /// <summary>A chart, drawn by plotly.js.</summary>
    public static Drawing Of(Chart chart) => new(Plotly, ChartRenderer.Plotly.Render(chart), DefaultWidth, DefaultHeight)
    {
        Chart = chart,
        Description = chart.Description,
        Script = "figure.js",
    };

    /// <summary>A chart that a cell made with Plotly.NET itself, drawn by plotly.js.</summary>
    public static Drawing OfOwn(object chart)
    {
        var content = ChartRenderer.Plotly.RenderOwn(chart);
        var layout = content.GetProperty("layout");
        return new(Plotly, content, Size(layout, "width", DefaultWidth), Size(layout, "height", DefaultHeight))
        {
            Description = Structure.Count(content.GetProperty("data").GetArrayLength(), "trace"),
            Script = "figure.js",
        };
    }

    private static int Size(JsonElement layout, string name, int otherwise) =>
        layout.TryGetProperty(name, out var size) && size.ValueKind == JsonValueKind.Number ? (int)size.GetDouble() : otherwise;
}
