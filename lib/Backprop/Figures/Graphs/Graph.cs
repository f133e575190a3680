namespace Backprop.Figures.Graphs;

/// <summary>A recorded computation as a picture shows it.</summary>
/// <param name="Nodes">The nodes in the order in which they were made: inputs before what is computed from them.</param>
/// <param name="Edges">From each input to what was computed from it, by the nodes' places; in the order of the inputs.</param>
internal sealed record Graph(IReadOnlyList<Node> Nodes, IReadOnlyList<(int From, int To)> Edges)
{
    /// <summary>More cannot be read on any screen.</summary>
    public const int MostNodes = 200;

    /// <summary>What the gradients are of: the newest.</summary>
    public Node Result => Nodes[^1];

    /// <summary>The places of the edges that lead to a node.</summary>
    public int[] EdgesTo(int node) => [.. Enumerable.Range(0, Edges.Count).Where(edge => Edges[edge].To == node)];
}

/// <summary>A number or a tensor of a computation.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Operation">What made it; empty for a leaf.</param>
/// <param name="Data">Its number, or its shape.</param>
/// <param name="Gradient">Its gradient, in short; empty if there is none.</param>
internal sealed record Node(string Name, string Operation, string Data, string Gradient)
{
    public bool IsLeaf => Operation.Length == 0;
}
