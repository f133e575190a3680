namespace Backprop.Benchmarks.Workloads;

/// <summary>W7: the sigmoid of a million numbers, forward and backward.</summary>
internal sealed class SigmoidOfMany : Workload
{
    private readonly Tensor x = Tensor.Uniform([1_000_000], -5, 5, new Generator(7));
    private readonly Tensor seed = Tensor.Uniform([1_000_000], -1, 1, new Generator(8));

    public SigmoidOfMany(Inputs inputs)
    {
        x.RequiresGrad = true;
        inputs.Write("W7-sigmoid", [("x", x), ("seed", seed)]);
    }

    public override double Step() => x.Sigmoid().Gradient(of: x, seed).Data[^1];
}
