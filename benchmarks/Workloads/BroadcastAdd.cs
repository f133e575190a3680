namespace Backprop.Benchmarks.Workloads;

/// <summary>W7: a row of a thousand numbers added to each of a thousand rows, forward and backward.</summary>
internal sealed class BroadcastAdd : Workload
{
    private readonly Tensor matrix = Tensor.Uniform([1000, 1000], -1, 1, new Generator(7));
    private readonly Tensor row = Tensor.Uniform([1, 1000], -1, 1, new Generator(8));
    private readonly Tensor seed = Tensor.Uniform([1000, 1000], -1, 1, new Generator(9));

    public BroadcastAdd(Inputs inputs)
    {
        (matrix.RequiresGrad, row.RequiresGrad) = (true, true);
        inputs.Write("W7-add", [("a", matrix), ("b", row), ("seed", seed)]);
    }

    public override double Step()
    {
        var sum = matrix + row;
        var gradients = Tensor.Gradients([sum], [matrix, row], [seed]);
        return sum.Data[^1] + gradients[0].Data[^1] + gradients[1].Data[^1];
    }
}
