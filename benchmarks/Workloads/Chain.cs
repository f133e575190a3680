namespace Backprop.Benchmarks.Workloads;

/// <summary>W6: a chain of n times y = y·1.0001 + 0, forward, backward, and let go: 2n nodes.</summary>
internal sealed class Chain(int length) : Workload
{
    public override double Step()
    {
        var x = Tensor.From(1.0);
        x.RequiresGrad = true;
        var y = x;
        for (var i = 0; i < length; i++)
        {
            y = (y * 1.0001) + 0;
        }

        y.Backward();
        return x.Grad!.Item();
    }
}
