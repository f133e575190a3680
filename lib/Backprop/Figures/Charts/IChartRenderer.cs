using System.Text.Json;

namespace Backprop.Figures.Charts;

/// <summary>What the drawing plug-in does: everything of Plotly stays behind it.</summary>
internal interface IChartRenderer
{
    /// <summary>The chart as plotly.js draws it: data, layout and frames.</summary>
    public JsonElement Render(Chart chart);

    /// <summary>The type of the charts that Plotly.NET itself makes, in a reader's cell.</summary>
    public Type OwnChart { get; }

    /// <summary>A chart of that type as plotly.js draws it: data, layout, and no frames.</summary>
    public JsonElement RenderOwn(object chart);

    /// <summary>The text of plotly.js.</summary>
    public Stream OpenScript();
}
