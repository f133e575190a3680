using System.Text.Json;

namespace Backprop.Figures.Charts;

/// <summary>What the drawing plug-in does: everything of Plotly stays behind it.</summary>
internal interface IChartRenderer
{
    /// <summary>The chart as plotly.js draws it: data, layout and frames.</summary>
    public JsonElement Render(Chart chart);

    /// <summary>The text of plotly.js.</summary>
    public Stream OpenScript();
}
