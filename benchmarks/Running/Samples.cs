namespace Backprop.Benchmarks.Running;

/// <summary>What a side took for a step, in seconds, block by block.</summary>
internal sealed record Samples(IReadOnlyList<double> Seconds)
{
    public double Median => Ordered[Ordered.Length / 2];

    /// <summary>The distance from the fastest to the slowest block, as a part of the median.</summary>
    public double Spread => (Ordered[^1] - Ordered[0]) / Median;

    private double[] Ordered { get; } = [.. Seconds.Order()];
}
