namespace Backprop.Figures.Graphs;

/// <summary>One state of a stepped graph.</summary>
/// <param name="Text">What happens, in words.</param>
/// <param name="Known">How many nodes have their data, leaves aside, which have it from the start.</param>
/// <param name="At">The place of the node whose turn it is, or −1.</param>
/// <param name="Edges">The edges that are lit.</param>
/// <param name="Sums">The gradients that are new.</param>
internal sealed record Step(string Text, int Known, int At, int[] Edges, IReadOnlyList<Sum> Sums)
{
    /// <summary>Whether gradients travel, so that the edges' labels are shown.</summary>
    public bool IsBackward { get; init; }
}

/// <summary>What a node's gradient has become.</summary>
internal sealed record Sum(int Node, string Gradient);

/// <summary>Tells a forward and a backward pass in steps, from what the engine recorded.</summary>
/// <param name="graph">The graph, with all gradients.</param>
/// <param name="paths">The paths in the order in which the backward pass took them.</param>
/// <param name="seed">The gradient of the result with respect to itself.</param>
internal sealed class Steps(Graph graph, IReadOnlyList<Path> paths, string seed)
{
    private readonly string loss = graph.Result.Name;

    public IReadOnlyList<Step> All => [Leaves(), .. Forward(), Start(), .. Backward(), End()];

    private static string And(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    private string Partial(string name) => $"∂{loss}/∂{name}";

    private Step Leaves() => new(
        $"The leaves are given: {And(graph.Nodes.Where(node => node.IsLeaf).Select(Given))}.", 0, -1, [], []);

    private static string Given(Node node) => IsShape(node) ? $"{node.Name} of shape {node.Data}" : $"{node.Name} = {node.Data}";

    private static bool IsShape(Node node) => node.Data.StartsWith('(');

    private static string Arrived(string contribution) =>
        contribution.StartsWith('(') ? $"a gradient of shape {contribution}" : contribution;

    private IEnumerable<Step> Forward()
    {
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            if (!node.IsLeaf)
            {
                yield return new Step($"Forward: {Formula(i)}{(IsShape(node) ? ", of shape" : " =")} {node.Data}.", i + 1, i, graph.EdgesTo(i), []);
            }
        }
    }

    /// <summary>c = a + b, c = exp(a), c = a^2.</summary>
    private string Formula(int place)
    {
        var node = graph.Nodes[place];
        string[] inputs = [.. graph.EdgesTo(place).Select(edge => graph.Nodes[graph.Edges[edge].From].Name)];
        var isWord = char.IsLetter(node.Operation[0]);
        var formula = inputs switch
        {
            [var a, var b] when !isWord => $"{a} {node.Operation} {b}",
            [var a] when node.Operation.StartsWith('^') => $"{a}{node.Operation}",
            [var a] when !isWord => $"{node.Operation}{a}",
            _ => $"{node.Operation}({string.Join(", ", inputs)})",
        };
        return $"{node.Name} = {formula}";
    }

    private Step Start() => new(
        $"Backward starts at the end: a nudge of {loss} is a nudge of {loss}, so {Partial(loss)} = {seed}.",
        graph.Nodes.Count,
        graph.Nodes.Count - 1,
        [],
        [new Sum(graph.Nodes.Count - 1, seed)])
    {
        IsBackward = true,
    };

    private IEnumerable<Step> Backward()
    {
        HashSet<int> reached = [];
        foreach (var group in paths.GroupBy(path => path.Output))
        {
            var edges = graph.EdgesTo(group.Key);
            List<string> sentences = [];
            List<Sum> sums = [];
            foreach (var path in group)
            {
                var input = graph.Edges[edges[path.Input]].From;
                var added = reached.Add(input) ? "" : $", added to what had arrived there: {path.Sum}";
                var product = path.Product.Length > 0 ? $"{path.Product} = " : "";
                sentences.Add($"To {graph.Nodes[input].Name}: {product}{Arrived(path.Contribution)}{added}.");
                sums.Add(new Sum(input, path.Sum));
            }

            var node = graph.Nodes[group.Key];
            yield return new Step(
                $"Backward: all paths into {node.Name} have arrived, {Partial(node.Name)} = {node.Gradient}. {string.Join(" ", sentences)}",
                graph.Nodes.Count,
                group.Key,
                [.. group.Select(path => edges[path.Input])],
                sums)
            {
                IsBackward = true,
            };
        }
    }

    private Step End() => new(
        $"Done. {And(graph.Nodes.Where(node => node.IsLeaf).Select(node => $"{Partial(node.Name)} = {node.Gradient}"))}.",
        graph.Nodes.Count,
        -1,
        [],
        [])
    {
        IsBackward = true,
    };
}
