using System.Text.Json;
using System.Text.Json.Serialization;

namespace Backprop.Figures.Graphs;

/// <summary>The numbers of a graph, and of its steps if it has any, as a figure's description carries them.</summary>
internal sealed record GraphContent(
    IReadOnlyList<Node> Nodes, IReadOnlyList<int[]> Edges, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Step>? Steps)
{
    public static JsonElement Of(Graph graph, IReadOnlyList<Step>? steps = null) => JsonSerializer.SerializeToElement(
        new GraphContent(graph.Nodes, [.. graph.Edges.Select(edge => new[] { edge.From, edge.To })], steps),
        GraphJson.Default.GraphContent);
}

/// <summary>Writes graphs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(GraphContent))]
internal sealed partial class GraphJson : JsonSerializerContext;
