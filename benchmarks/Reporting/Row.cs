namespace Backprop.Benchmarks.Reporting;

/// <summary>A line of the table.</summary>
/// <param name="Workload">Its name.</param>
/// <param name="Threads">How many threads each side could use.</param>
/// <param name="Seconds">For each side, by its name, the median of a step.</param>
/// <param name="Spread">For each side the distance from fastest to slowest block, as a part of the median.</param>
internal sealed record Row(
    string Workload, int Threads, IReadOnlyDictionary<string, double> Seconds, IReadOnlyDictionary<string, double> Spread);

/// <summary>What a step of this engine allocates, in bytes.</summary>
internal sealed record Allocation(string Workload, long Bytes);

/// <summary>By how many bytes a process grew, at its peak, for a workload.</summary>
internal sealed record PeakMemory(string Workload, string Side, long Bytes);

/// <summary>All that was measured.</summary>
/// <param name="Machine">What it was measured on.</param>
/// <param name="PeakPerSecond">How many multiply-adds a core can do in a second.</param>
/// <param name="Sides">What the sides are, by their names.</param>
/// <param name="Rows">The times.</param>
/// <param name="Allocations">The memory of a step.</param>
/// <param name="Peaks">The memory at its peak.</param>
internal sealed record Report(
    string Machine,
    double PeakPerSecond,
    IReadOnlyDictionary<string, string> Sides,
    IReadOnlyList<Row> Rows,
    IReadOnlyList<Allocation> Allocations,
    IReadOnlyList<PeakMemory> Peaks);
