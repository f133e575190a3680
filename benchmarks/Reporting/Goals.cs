namespace Backprop.Benchmarks.Reporting;

/// <summary>What is measured, and how many times as fast as the best peer it should be.</summary>
internal static class Goals
{
    /// <summary>Each workload, the smallest ratio that is wanted, and what is timed.</summary>
    public static IReadOnlyList<(string Workload, double Ratio, string Task)> All { get; } =
    [
        ("W1", 2.0, "quadratic fitter, 200 points, one step"),
        ("W2", 12, "scalar network on 100 moons, one step"),
        ("W3-16", 2.0, "digits 784-128-64-32-10, batch 16, one step"),
        ("W3-128", 1.5, "the same, batch 128"),
        ("W4", 1.5, "transformer, 3 blocks, one step"),
        .. new[] { 32, 64, 128, 256, 512, 1024, 65, 127 }.Select(n => ($"W5-{n}-{n}-{n}", 1.0, $"matrix product {n}×{n}")),
        .. new[] { (200, 64, 64), (200, 1, 32), (16, 784, 128) }.SelectMany(s => new[] { "", "-tA", "-tB" }.Select(
            t => ($"W5-{s.Item1}-{s.Item2}-{s.Item3}{t}", 1.0, $"matrix product {s.Item1}×{s.Item2}×{s.Item3}{Transposed(t)}"))),
        ("W6-1000000", 4.0, "chain of 2,000,000 nodes, forward and backward"),
        ("W7-sigmoid", 1.0, "sigmoid of a million numbers, forward and backward"),
        ("W7-add", 1.0, "(1000×1000) + (1×1000), forward and backward"),
    ];

    private static string Transposed(string flag) => flag switch { "-tA" => ", the first transposed", "-tB" => ", the second transposed", _ => "" };
}
