namespace Backprop.Figures.Graphs;

/// <summary>
/// A graph as rows of layers, one below the other, each no wider than the letters of a picture allow. An edge from a row to another one
/// ends in a flag with the name of its source, and begins again in a flag of the same name.
/// </summary>
internal static class GraphBands
{
    /// <summary>A cut costs as much as so many edges that it cuts.</summary>
    private const double CostOfBand = 20;

    /// <summary>The rows.</summary>
    /// <param name="graph">The whole graph.</param>
    /// <param name="width">How wide a node is.</param>
    /// <param name="gap">How wide the room is to the left of a node, at least.</param>
    /// <param name="flag">How wide a flag is, with the room beside it.</param>
    /// <param name="widest">How wide a row may be.</param>
    public static IReadOnlyList<GraphBand> Of(Graph graph, Func<int, double> width, Func<int, double> gap, double flag, double widest)
    {
        LayeredLayout layout = new(graph, _ => 1, 1);
        int[] layers = [.. Enumerable.Range(0, graph.Nodes.Count).Select(layout.LayerOf)];
        var starts = Cut(graph, layers, width, gap, flag, widest);
        int[] bandOf = [.. layers.Select(layer => starts.FindLastIndex(start => start <= layer))];
        foreach (var uses in graph.Edges.GroupBy(edge => edge.From).Where(uses => graph.Nodes[uses.Key].IsLeaf))
        {
            bandOf[uses.Key] = uses.Min(edge => bandOf[edge.To]); // where it is used first
        }

        return [.. bandOf.Distinct().Order().Select(band => GraphBand.Of(graph, bandOf, band))]; // a row of leaves alone has none any more
    }

    /// <summary>The first layer of every row: as few rows as possible, cut where few edges pass, and about as wide as each other.</summary>
    private static List<int> Cut(Graph graph, int[] layers, Func<int, double> width, Func<int, double> gap, double flag, double widest)
    {
        var count = layers.Max() + 1;
        double[] widths = new double[count], gaps = new double[count];
        for (var i = 0; i < layers.Length; i++)
        {
            ref var own = ref widths[layers[i]];
            own = Math.Max(own, width(i));
            gaps[layers[i]] = Math.Max(gaps[layers[i]], gap(i));
        }

        var cost = new double[count + 1];
        var from = new int[count + 1];
        for (var end = 1; end <= count; end++)
        {
            cost[end] = double.PositiveInfinity;
            for (var start = 0; start < end; start++)
            {
                var wide = widths[start..end].Sum() + gaps[(start + 1)..end].Sum()
                    + (start > 0 ? flag + gaps[start] : 0) + (end < count ? flag : 0);
                if (wide > widest && end - start > 1)
                {
                    continue;
                }

                var total = cost[start] + CostOfBand + (start > 0 ? Passing(graph, layers, start) : 0) + Math.Pow(wide / widest, 2);
                if (total < cost[end])
                {
                    (cost[end], from[end]) = (total, start);
                }
            }
        }

        List<int> starts = [];
        for (var end = count; end > 0; end = from[end])
        {
            starts.Insert(0, from[end]);
        }

        return starts;
    }

    /// <summary>How many nodes are used before a cut or made there, and used beyond it.</summary>
    private static int Passing(Graph graph, int[] layers, int start) => graph.Edges.GroupBy(edge => edge.From).Count(uses =>
        layers[uses.Key] < start && uses.Any(edge => layers[edge.To] >= start)
        && (!graph.Nodes[uses.Key].IsLeaf || uses.Any(edge => layers[edge.To] < start)));
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
