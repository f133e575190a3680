namespace Backprop.Benchmarks.Workloads;

/// <summary>Something that is done again and again, and timed.</summary>
internal abstract class Workload
{
    /// <summary>Does it once.</summary>
    /// <returns>A number that every side must arrive at: a loss, or a sum of what was computed.</returns>
    public abstract double Step();
}
