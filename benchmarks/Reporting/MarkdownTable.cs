using System.Globalization;

namespace Backprop.Benchmarks.Reporting;

/// <summary>A report as Markdown.</summary>
internal static class MarkdownTable
{
    private const string Ours = "Backprop";
    private static readonly string[] OurSides = [Ours, "Backprop, default process", ".NET Interactive", ".NET Interactive, default process"];

    public static string Write(Report report) => string.Join('\n', [
        $"Machine: {report.Machine}; a core does {report.PeakPerSecond * 2e-9:0} GFLOP/s at most.",
        .. report.Sides.Select(side => $"{side.Key}: {side.Value}."),
        .. Times(report),
        .. Memory(report),
        ""]);

    /// <summary>A row as a line of text.</summary>
    public static string Line(Row row) => string.Join(", ", row.Seconds.Select(side => $"{side.Key} {Time(side.Value)}")) + $"; {Ratio(row)}";

    private static IEnumerable<string> Times(Report report)
    {
        string[] ours = [.. OurSides.Where(report.Sides.ContainsKey)];
        yield return "";
        yield return $"| | what | threads | {string.Join(" | ", ours)} | peers | best peer / {Ours} | goal | of the peak |";
        yield return $"|---|---|---:|{string.Concat(Enumerable.Repeat("---:|", ours.Length))}---|---:|---:|---:|";
        foreach (var row in report.Rows.OrderBy(row => Index(row.Workload)).ThenBy(row => row.Threads))
        {
            var goal = Goals.All.FirstOrDefault(each => each.Workload == row.Workload);
            var wanted = row.Threads == 1 ? goal?.Ratio : goal?.RatioOfTwoThreads;
            string[] cells = [
                row.Workload, goal?.Task ?? "", Text($"{row.Threads}"), .. ours.Select(side => Cell(row, side)),
                string.Join(", ", Peers(row).Select(peer => $"{peer} {Time(row.Seconds[peer])}")),
                Ratio(row), wanted is { } ratio ? Text($"{ratio:0.##} ×") : "", ShareOfPeak(row, goal, report.PeakPerSecond)];
            yield return $"| {string.Join(" | ", cells)} |";
        }
    }

    private static int Index(string workload) => Goals.All.TakeWhile(goal => goal.Workload != workload).Count();

    private static IEnumerable<string> Peers(Row row) => row.Seconds.Keys.Except(OurSides);

    /// <summary>What the matrix products would take at the peak of all threads, as a part of what the step takes.</summary>
    private static string ShareOfPeak(Row row, Goal? goal, double peak) =>
        goal?.MultiplyAdds is { } count ? Text($"{100 * count / (peak * row.Threads) / row.Seconds[Ours]:0} %") : "";

    private static IEnumerable<string> Memory(Report report)
    {
        yield return "";
        yield return "## Memory";
        yield return "";
        foreach (var (workload, bytes) in report.Allocations)
        {
            yield return Text($"- {workload}: a step allocates {bytes / 1024.0:N1} KiB.");
        }

        foreach (var (workload, side, bytes) in report.Peaks)
        {
            yield return Text($"- {workload}, {side}: the process grows by {bytes / 1048576.0:N0} MiB at its peak.");
        }
    }

    /// <summary>The median, and half the spread.</summary>
    private static string Cell(Row row, string side) => row.Seconds.TryGetValue(side, out var seconds)
        ? Text($"{Time(seconds)} ± {50 * row.Spread[side]:0} %")
        : "";

    private static string Ratio(Row row)
    {
        double[] peers = [.. Peers(row).Select(peer => row.Seconds[peer])];
        return peers.Length > 0 ? Text($"{peers.Min() / row.Seconds[Ours]:0.00} ×") : "";
    }

    private static string Time(double seconds) => seconds switch
    {
        < 1e-3 => Text($"{seconds * 1e6:G4} µs"),
        < 1 => Text($"{seconds * 1e3:G4} ms"),
        _ => Text($"{seconds:G4} s"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
