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
    private string Loss => graph.Result.Name.Length > 0 ? graph.Result.Name : "result";

    public IReadOnlyList<Step> All => [Leaves(), .. Forward(), Start(), .. Backward(), End()];

    private static string And(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    /// <summary>A leaf without a name is a number that a cell wrote, and needs no sentence.</summary>
    private IEnumerable<int> NamedLeaves => Enumerable.Range(0, graph.Nodes.Count).Where(i => graph.Nodes[i].IsLeaf && graph.Nodes[i].Name.Length > 0);

    private string Partial(int place) =>
        place == graph.Nodes.Count - 1 ? $"∂{Loss}/∂{Loss}"
        : graph.Term(place) is var term && graph.Nodes[place].Name.Length == 0 && term.Contains(' ', StringComparison.Ordinal) ? $"∂{Loss}/∂({term})"
        : $"∂{Loss}/∂{term}";

    private Step Leaves()
    {
        var given = And(NamedLeaves.Select(i => $"{graph.Nodes[i].Name} {GraphText.Equal(graph.Nodes[i].Data)}"));
        return new(given.Length > 0 ? $"We start from what is given: {given}." : "We start from the numbers that are given.", 0, -1, [], []);
    }

    private IEnumerable<Step> Forward()
    {
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            if (!node.IsLeaf)
            {
                var name = node.Name.Length > 0 ? $"{node.Name} = " : "";
                var value = GraphText.IsLarge(node.Data) ? $", {GraphText.InSentence(node.Data)}"
                    : GraphText.IsShape(node.Data) ? $", {GraphText.Equal(node.Data)}"
                    : $" {GraphText.Equal(node.Data)}";
                yield return new Step($"Forward: {name}{graph.Formula(i)}{value}.", i + 1, i, graph.EdgesTo(i), []);
            }
        }
    }

    private Step Start() => new(
        $"The backward pass starts at the result. A nudge of {Loss} changes {Loss} by just as much, so {Partial(graph.Nodes.Count - 1)} = {seed}.",
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
                var product = path.Product.Length > 0 ? $"{path.Product} = " : "";
                var added = reached.Add(input) ? "" : $", which is added to what had arrived there before and gives {GraphText.InSentence(path.Sum)}";
                sentences.Add($"{Capital(graph.Term(input))} receives {product}{Arrived(path.Contribution)}{added}.");
                sums.Add(new Sum(input, path.Sum));
            }

            var node = graph.Nodes[group.Key];
            yield return new Step(
                $"Backward: every path into {Into(group.Key)} has arrived, so {Partial(group.Key)} {GraphText.Equal(node.Gradient)}. {string.Join(" ", sentences)}",
                graph.Nodes.Count,
                group.Key,
                [.. group.Select(path => edges[path.Input])],
                sums)
            {
                IsBackward = true,
            };
        }
    }

    private string Into(int place) => place == graph.Nodes.Count - 1 ? Loss : graph.Term(place);

    /// <summary>Names stay as they are; words begin a sentence with a capital.</summary>
    private static string Capital(string term) => term.StartsWith("a leaf", StringComparison.Ordinal) ? "A leaf" : term;

    private static string Arrived(string contribution) =>
        GraphText.IsShape(contribution) ? $"a gradient of {contribution}" : GraphText.InSentence(contribution);

    private Step End() => new(
        $"Done: {And(NamedLeaves.Select(i => $"{Partial(i)} {GraphText.Equal(graph.Nodes[i].Gradient)}"))}.",
        graph.Nodes.Count,
        -1,
        [],
        [])
    {
        IsBackward = true,
    };
}
