using System.Globalization;

namespace Backprop.Benchmarks.Workloads;

/// <summary>op(A), m×k, times op(B), k×n. Its name is W5-m-k-n with tA or tB behind a transposed one: W5-200-64-64-tB.</summary>
internal sealed record MatrixProductShape(int M, int K, int N, bool TransposeA = false, bool TransposeB = false)
{
    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"W5-{M}-{K}-{N}{(TransposeA ? "-tA" : "")}{(TransposeB ? "-tB" : "")}");

    /// <summary>One multiplication and one addition for each of m·k·n.</summary>
    public double Flops => 2.0 * M * K * N;

    public static MatrixProductShape Parse(string name)
    {
        var parts = name.Split('-');
        int Extent(int i) => int.Parse(parts[i], CultureInfo.InvariantCulture);
        return new MatrixProductShape(Extent(1), Extent(2), Extent(3), parts.Contains("tA"), parts.Contains("tB"));
    }
}
