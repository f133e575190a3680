namespace Backprop.Figures.Graphs;

/// <summary>
/// Places a graph from left to right in layers: every edge leads to a layer farther right, with few crossings.
/// </summary>
/// <remarks>
/// Source: K. Sugiyama, S. Tagawa and M. Toda, "Methods for Visual Understanding of Hierarchical System Structures" (1981):
/// layers, points where an edge passes a layer, an order within layers by the mean place of the neighbours. Heights are the
/// least squares to the neighbours' heights that keep order and distances (pool adjacent violators).
/// </remarks>
internal sealed class LayeredLayout
{
    private const int Sweeps = 24;

    /// <summary>Nodes first, then the points where edges pass layers.</summary>
    private readonly List<int> layer = [];
    private readonly List<List<int>> before = [];
    private readonly List<List<int>> after = [];
    private readonly int nodeCount;
    private readonly Func<int, double> nodeHeight;
    private readonly double pointDistance;
    private List<int>[] order = [];

    /// <summary>Makes the layout.</summary>
    /// <param name="graph">What is placed.</param>
    /// <param name="nodeHeight">How high a node is, with the room that it wants above and below.</param>
    /// <param name="pointDistance">How far an edge passes from the next one, or from half a node, at least.</param>
    public LayeredLayout(Graph graph, Func<int, double> nodeHeight, double pointDistance)
    {
        (nodeCount, this.nodeHeight, this.pointDistance) = (graph.Nodes.Count, nodeHeight, pointDistance);
        AssignLayers(graph);
        Routes = [.. graph.Edges.Select(Route)];
        ReduceCrossings();
        Heights = Place();
    }

    /// <summary>How many layers there are.</summary>
    public int LayerCount => order.Length;

    /// <summary>The height of the middle of every node and every point; the smallest is 0.</summary>
    public double[] Heights { get; }

    /// <summary>For every edge, from its start to its end, the nodes and points that it leads through.</summary>
    public int[][] Routes { get; }

    /// <summary>The layer of a node or a point, from the left.</summary>
    public int LayerOf(int item) => layer[item];

    /// <summary>A node is one layer right of its rightmost input; a leaf one layer left of what uses it first.</summary>
    private void AssignLayers(Graph graph)
    {
        layer.AddRange(new int[nodeCount]);
        foreach (var (from, to) in graph.Edges)
        {
            layer[to] = Math.Max(layer[to], layer[from] + 1); // edges are in the order in which their ends were made
        }

        foreach (var uses in graph.Edges.GroupBy(edge => edge.From).Where(uses => graph.Nodes[uses.Key].IsLeaf))
        {
            layer[uses.Key] = uses.Min(edge => layer[edge.To]) - 1;
        }

        before.AddRange(Enumerable.Range(0, nodeCount).Select(_ => new List<int>()));
        after.AddRange(Enumerable.Range(0, nodeCount).Select(_ => new List<int>()));
    }

    /// <summary>Connects the ends of an edge, through a point in each layer between.</summary>
    private int[] Route((int From, int To) edge)
    {
        List<int> route = [edge.From];
        for (var between = layer[edge.From] + 1; between < layer[edge.To]; between++)
        {
            layer.Add(between);
            before.Add([]);
            after.Add([]);
            route.Add(layer.Count - 1);
        }

        route.Add(edge.To);
        for (var i = 1; i < route.Count; i++)
        {
            after[route[i - 1]].Add(route[i]);
            before[route[i]].Add(route[i - 1]);
        }

        return [.. route];
    }

    private void ReduceCrossings()
    {
        order = [.. Enumerable.Range(0, layer.Max() + 1).Select(_ => new List<int>())];
        foreach (var item in DepthFirst())
        {
            order[layer[item]].Add(item);
        }

        var (best, fewest) = (Copy(), Crossings());
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            var toTheRight = sweep % 2 == 0;
            for (var i = 1; i < order.Length; i++)
            {
                SortByMean(toTheRight ? i : order.Length - 1 - i, toTheRight ? before : after);
            }

            if (Crossings() is var crossings && crossings < fewest)
            {
                (best, fewest) = (Copy(), crossings);
            }
        }

        order = best;
    }

    /// <summary>From the result back, the first inputs first, so that the first order is that of the formula.</summary>
    private List<int> DepthFirst()
    {
        List<int> found = [];
        HashSet<int> seen = [];
        Stack<int> open = new(Enumerable.Range(0, nodeCount).Where(node => after[node].Count == 0));
        while (open.TryPop(out var item))
        {
            if (!seen.Add(item))
            {
                continue;
            }

            found.Add(item);
            foreach (var input in Enumerable.Reverse(before[item]))
            {
                open.Push(input);
            }
        }

        return found;
    }

    private List<int>[] Copy() => [.. order.Select(items => items.ToList())];

    private void SortByMean(int index, List<List<int>> neighbours)
    {
        var place = Places();
        order[index] = [.. order[index].OrderBy(item => neighbours[item].Count == 0
            ? place[item]
            : neighbours[item].Average(neighbour => place[neighbour]))]; // stable: equals stay as they were
    }

    private double[] Places()
    {
        var place = new double[layer.Count];
        foreach (var items in order)
        {
            for (var i = 0; i < items.Count; i++)
            {
                place[items[i]] = (i + 0.5) / items.Count;
            }
        }

        return place;
    }

    private int Crossings()
    {
        var place = Places();
        var crossings = 0;
        foreach (var items in order)
        {
            (double From, double To)[] edges =
                [.. items.SelectMany(item => after[item].Select(next => (place[item], place[next]))).Order()];
            for (var i = 0; i < edges.Length; i++)
            {
                for (var j = i + 1; j < edges.Length; j++)
                {
                    crossings += edges[i].From < edges[j].From && edges[i].To > edges[j].To ? 1 : 0;
                }
            }
        }

        return crossings;
    }

    private double[] Place()
    {
        var height = new double[layer.Count];
        foreach (var items in order)
        {
            Spread(items, [.. items.Select(_ => 0.0)], height);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var toTheRight = sweep % 2 == 0;
            for (var i = 0; i < order.Length; i++)
            {
                var items = order[toTheRight ? i : order.Length - 1 - i];
                Spread(items, [.. items.Select(item => Wanted(item, height))], height);
            }
        }

        var top = height.Min();
        return [.. height.Select(value => value - top)];
    }

    /// <summary>The mean height of the neighbours on both sides. Points pull harder: long edges are to be straight.</summary>
    private double Wanted(int item, double[] height)
    {
        var (sum, weights) = (0.0, 0.0);
        foreach (var neighbour in before[item].Concat(after[item]))
        {
            var weight = item >= nodeCount && neighbour >= nodeCount ? 4 : 1;
            (sum, weights) = (sum + (weight * height[neighbour]), weights + weight);
        }

        return weights > 0 ? sum / weights : height[item];
    }

    /// <summary>The heights nearest to what is wanted, by least squares, that keep the order and the distances.</summary>
    private void Spread(List<int> items, double[] wanted, double[] height)
    {
        var heights = Apart.Place(wanted, [.. items.Select(Size)]);
        for (var i = 0; i < items.Count; i++)
        {
            height[items[i]] = heights[i];
        }
    }

    private double Size(int item) => item < nodeCount ? nodeHeight(item) : pointDistance;
}
