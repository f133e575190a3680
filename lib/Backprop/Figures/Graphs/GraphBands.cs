namespace Backprop.Figures.Graphs;

/// <summary>
/// A graph as rows of layers, one below the other, each no wider than the letters of a picture allow. An edge from a row to another one
/// ends in a flag with the name of its source, and begins again in a flag of the same name.
/// </summary>
internal static class GraphBands
{
    /// <summary>A cut costs as much as so many edges that it cuts.</summary>
    private const double CostOfBand = 20;

    /// <summary>The rows: as few as possible, cut where few edges pass, and about as wide as each other.</summary>
    /// <param name="graph">The whole graph.</param>
    /// <param name="width">How wide a row is.</param>
    /// <param name="widest">How wide it may be.</param>
    public static IReadOnlyList<GraphBand> Of(Graph graph, Func<GraphBand, double> width, double widest)
    {
        var layers = Layers(graph);
        var count = layers.Max() + 1;
        var cost = new double[count + 1];
        var from = new int[count + 1];
        for (var end = 1; end <= count; end++)
        {
            cost[end] = double.PositiveInfinity;
            for (var start = end - 1; start >= 0; start--)
            {
                var wide = layers.Any(layer => layer >= start && layer < end) ? width(Band(graph, layers, start, end)) : 0;
                if (wide > widest && end - start > 1)
                {
                    break;
                }

                var total = cost[start] + CostOfBand + (start > 0 ? Passing(graph, layers, start) : 0) + Math.Pow(wide / widest, 2);
                if (total < cost[end])
                {
                    (cost[end], from[end]) = (total, start);
                }
            }
        }

        List<GraphBand> bands = [];
        for (var end = count; end > 0; end = from[end])
        {
            if (layers.Any(layer => layer >= from[end] && layer < end))
            {
                bands.Insert(0, Band(graph, layers, from[end], end));
            }
        }

        return bands;
    }

    /// <summary>The layer of every node; a leaf belongs to what uses it first.</summary>
    private static int[] Layers(Graph graph)
    {
        LayeredLayout layout = new(graph, _ => 1, 1);
        int[] layers = [.. Enumerable.Range(0, graph.Nodes.Count).Select(layout.LayerOf)];
        foreach (var uses in graph.Edges.GroupBy(edge => edge.From).Where(uses => graph.Nodes[uses.Key].IsLeaf))
        {
            layers[uses.Key] = uses.Min(edge => layout.LayerOf(edge.To));
        }

        return layers;
    }

    private static GraphBand Band(Graph graph, int[] layers, int start, int end) =>
        GraphBand.Of(graph, [.. layers.Select(layer => layer < start ? 0 : layer < end ? 1 : 2)], 1);

    /// <summary>How many nodes before a cut are used beyond it.</summary>
    private static int Passing(Graph graph, int[] layers, int start) =>
        graph.Edges.Where(edge => layers[edge.From] < start && layers[edge.To] >= start).Select(edge => edge.From).Distinct().Count();
}

/// <summary>One row of a graph: nodes, and flags where edges come from another row or lead to one.</summary>
/// <param name="Graph">What is placed: first the flags from which edges come, then nodes, then the flags to which edges lead.</param>
/// <param name="Sources">For each of them the place of the node in the whole graph; of a flag the node where its edges come from.</param>
/// <param name="Edges">For each of its edges the place of the edge in the whole graph.</param>
/// <param name="Incoming">How many flags come first.</param>
/// <param name="Outgoing">How many come last.</param>
internal sealed record GraphBand(Graph Graph, int[] Sources, int[] Edges, int Incoming, int Outgoing)
{
    /// <summary>Whether something is a flag, not a node.</summary>
    public bool IsFlag(int item) => item < Incoming || item >= Sources.Length - Outgoing;

    /// <summary>Whether something is a flag from which edges come.</summary>
    public bool IsIncoming(int item) => item < Incoming;

    public static GraphBand Of(Graph whole, int[] bandOf, int band)
    {
        int[] incoming = [.. whole.Edges.Where(edge => bandOf[edge.To] == band && bandOf[edge.From] != band).Select(edge => edge.From).Distinct().Order()];
        int[] nodes = [.. Enumerable.Range(0, bandOf.Length).Where(node => bandOf[node] == band)];
        int[] outgoing = [.. whole.Edges.Where(edge => bandOf[edge.From] == band && bandOf[edge.To] != band).Select(edge => edge.From).Distinct().Order()];
        int[] sources = [.. incoming, .. nodes, .. outgoing];
        int Inside(int node) => incoming.Length + Array.IndexOf(nodes, node);
        List<(int From, int To)> edges = [];
        List<int> places = [];
        for (var i = 0; i < whole.Edges.Count; i++)
        {
            var (from, to) = whole.Edges[i];
            if (bandOf[to] == band)
            {
                edges.Add((bandOf[from] == band ? Inside(from) : Array.IndexOf(incoming, from), Inside(to)));
                places.Add(i);
            }
        }

        for (var i = 0; i < outgoing.Length; i++)
        {
            edges.Add((Inside(outgoing[i]), incoming.Length + nodes.Length + i));
            places.Add(Enumerable.Range(0, whole.Edges.Count).First(edge => whole.Edges[edge].From == outgoing[i] && bandOf[whole.Edges[edge].To] != band));
        }

        Node flag = new("", "", "", ""), end = new("", "→", "", "");
        return new GraphBand(
            new Graph([.. incoming.Select(_ => flag), .. nodes.Select(node => whole.Nodes[node]), .. outgoing.Select(_ => end)], edges),
            sources,
            [.. places],
            incoming.Length,
            outgoing.Length);
    }
}
