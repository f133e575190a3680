namespace Backprop.Figures.Graphs;

/// <summary>What a backward pass brought along one edge.</summary>
/// <param name="Output">The place of the node that it came from.</param>
/// <param name="Input">Which of that node's inputs it went to.</param>
/// <param name="Product">Of numbers: local derivative × upstream; of tensors: the sum that undoes an Expand, or nothing.</param>
/// <param name="Contribution">What arrived at the input.</param>
/// <param name="Sum">The input's gradient afterwards.</param>
internal sealed record Path(int Output, int Input, string Product, string Contribution, string Sum)
{
    /// <summary>What stands on the edge, line by line.</summary>
    public IReadOnlyList<string> Lines => Product.Length == 0 ? Contribution.Split('\n')
        : Contribution.Contains('\n', StringComparison.Ordinal) || GraphText.IsShape(Contribution) ? [Product, .. Contribution.Split('\n')]
        : [Product, $"= {Contribution}"];
}
