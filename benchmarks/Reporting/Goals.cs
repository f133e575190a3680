namespace Backprop.Benchmarks.Reporting;

/// <summary>A workload, and how many times as fast as the best peer it should be.</summary>
/// <param name="Workload">Its name.</param>
/// <param name="Ratio">The smallest ratio that is wanted with one thread.</param>
/// <param name="RatioOfTwoThreads">The same with two; null if nothing is wanted there.</param>
/// <param name="Task">What is timed.</param>
/// <param name="MultiplyAdds">How many multiplications its matrix products take, each with an addition; null if it has hardly any.</param>
internal sealed record Goal(string Workload, double Ratio, double? RatioOfTwoThreads, string Task, long? MultiplyAdds = null);

/// <summary>What is measured.</summary>
internal static class Goals
{
    public static IReadOnlyList<Goal> All { get; } =
    [
        new("W1", 1.4, null, "quadratic fitter, 200 points, one step", OfNetwork(200, 1, 32, 64, 64, 32, 1)),
        new("W2", 12, null, "scalar network on 100 moons, one step"),
        new("W3-16", 2.0, 2.0, "digits 784-128-64-32-10, batch 16, one step", OfNetwork(16, 784, 128, 64, 32, 10)),
        new("W3-128", 1.25, 2.0, "the same, batch 128", OfNetwork(128, 784, 128, 64, 32, 10)),
        new("W4", 1.6, null, "transformer, 3 blocks, one step"),
        .. new[] { 32, 64, 128, 256, 512, 1024, 65, 127 }.Select(n => Product($"W5-{n}-{n}-{n}", $"matrix product {n}×{n}", n, n, n)),
        .. new[] { (M: 200, K: 64, N: 64), (M: 200, K: 1, N: 32), (M: 16, K: 784, N: 128) }.SelectMany(s => new[] { "", "-tA", "-tB" }.Select(
            t => Product($"W5-{s.M}-{s.K}-{s.N}{t}", $"matrix product {s.M}×{s.K}×{s.N}{Transposed(t)}", s.M, s.K, s.N))),
        new("W6-1000000", 10, null, "chain of 2,000,000 nodes, forward and backward"),
        new("W7-sigmoid", 1.0, 1.0, "sigmoid of a million numbers, forward and backward"),
        new("W7-add", 1.0, 1.0, "(1000×1000) + (1×1000), forward and backward"),
    ];

    private static Goal Product(string workload, string task, long m, long k, long n) => new(workload, 1.0, 1.0, task, m * k * n);

    private static string Transposed(string flag) => flag switch { "-tA" => ", the first transposed", "-tB" => ", the second transposed", _ => "" };

    /// <summary>Forward, the weights' gradients, and the gradients that are handed on, of which the first layer has none.</summary>
    private static long OfNetwork(long batch, params long[] widths)
    {
        var layers = widths.Zip(widths.Skip(1), (inputs, outputs) => inputs * outputs).ToArray();
        return batch * ((3 * layers.Sum()) - layers[0]);
    }
}
