using Backprop.Layers;

namespace Backprop.Benchmarks.Workloads;

internal static class Networks
{
    /// <summary>Linear layers of some widths with sigmoids between them.</summary>
    public static Sequential Sigmoids(Generator generator, params int[] widths) => new(
        [.. Enumerable.Range(1, widths.Length - 1).SelectMany(i => i < widths.Length - 1
            ? new Module[] { new Linear(widths[i - 1], widths[i], generator), new Sigmoid() }
            : [new Linear(widths[i - 1], widths[i], generator)])]);
}
