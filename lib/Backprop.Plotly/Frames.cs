using System.Text.Json.Nodes;
using Backprop.Figures.Charts;
using Plotly.NET;

namespace Backprop.Plotly;

/// <summary>The states of an animation, by what differs from the state that the chart shows first.</summary>
internal static class Frames
{
    /// <param name="chart">The chart.</param>
    /// <param name="shown">Its traces.</param>
    public static JsonArray Of(Figures.Charts.Chart chart, JsonArray shown)
    {
        var states = chart.Frames.Select(frame => (frame.Label, Traces: Render(frame.Series))).ToList();
        var changing = Enumerable.Range(0, shown.Count)
            .Select(trace => (Trace: trace, Names: Changing(shown[trace]!, states.Select(state => state.Traces[trace]!))))
            .Where(change => change.Names.Length > 0)
            .ToList();
        return [.. states.Select(state => new JsonObject
        {
            ["name"] = state.Label,
            ["data"] = new JsonArray([.. changing.Select(change => Part(state.Traces[change.Trace]!, change.Names))]),
            ["traces"] = new JsonArray([.. changing.Select(change => (JsonNode)change.Trace)]),
        })];
    }

    private static JsonArray Render(IReadOnlyList<Series> series)
    {
        var traces = GenericChart.ofTraceObjects(false, FSharp.List(series.Select(Traces.Of)));
        var data = (JsonArray)JsonNode.Parse(GenericChart.toFigureJson(traces))!["data"]!;
        return data;
    }

    private static string[] Changing(JsonNode shown, IEnumerable<JsonNode> states) =>
    [
        .. states
            .SelectMany(state => state.AsObject().Where(member => !JsonNode.DeepEquals(member.Value, shown[member.Key])))
            .Select(member => member.Key)
            .Distinct(),
    ];

    /// <summary>What a state lacks stays as it is in the chart: plotly.js does not take null for an object.</summary>
    private static JsonObject Part(JsonNode trace, string[] names) =>
        new(names.Where(name => trace[name] is not null).Select(name => KeyValuePair.Create(name, trace[name]?.DeepClone())));
}
