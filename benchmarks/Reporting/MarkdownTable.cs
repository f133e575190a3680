using System.Globalization;

namespace Backprop.Benchmarks.Reporting;

/// <summary>A report as Markdown.</summary>
internal static class MarkdownTable
{
    private const string Ours = "Backprop";
    private const string Default = "Backprop, default process";

    public static string Write(Report report) => string.Join('\n', [
        $"Machine: {report.Machine}.",
        .. report.Sides.Select(side => $"{side.Key}: {side.Value}."),
        .. report.Rows.GroupBy(row => row.Threads).SelectMany(group => Times(group.Key, [.. group])),
        .. Memory(report),
        ""]);

    /// <summary>A row as a line of text.</summary>
    public static string Line(Row row) => string.Join(", ", row.Seconds.Select(side => $"{side.Key} {Time(side.Value)}")) + $"; {Ratio(row)}";

    private static IEnumerable<string> Times(int threads, IReadOnlyList<Row> rows)
    {
        string[] peers = [.. rows.SelectMany(row => row.Seconds.Keys).Where(side => side is not (Ours or Default)).Distinct()];
        yield return "";
        yield return $"## {(threads == 1 ? "One thread" : $"{threads} threads")}";
        yield return "";
        yield return $"| | what | {Ours} | in a default process | {string.Join(" | ", peers)} | best peer / {Ours} | goal |";
        yield return $"|---|---|{string.Concat(Enumerable.Repeat("---:|", peers.Length + 4))}";
        foreach (var row in rows)
        {
            var (_, goal, task) = Goals.All.FirstOrDefault(each => each.Workload == row.Workload, (row.Workload, 0, ""));
            string[] cells = [
                row.Workload, task, Cell(row, Ours), Cell(row, Default), .. peers.Select(peer => Cell(row, peer)),
                Ratio(row), threads == 1 && goal > 0 ? Text($"{goal:0.0} ×") : ""];
            yield return $"| {string.Join(" | ", cells)} |";
        }
    }

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
        double[] peers = [.. row.Seconds.Where(side => side.Key is not (Ours or Default)).Select(side => side.Value)];
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
