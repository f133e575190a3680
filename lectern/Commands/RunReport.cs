using System.Globalization;
using Lectern.Execution;
using Lectern.Outputs;
using Spectre.Console;

namespace Lectern.Commands;

/// <summary>What is said at the end of a run.</summary>
internal static class RunReport
{
    /// <summary>In a terminal with fewer columns, which could hold no table, lines are broken by the terminal.</summary>
    private const int MinimumWidth = 40;

    public static void Write(IAnsiConsole console, TextWriter errors, IReadOnlyList<NotebookResult> results)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, MinimumWidth);
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("notebook");
        foreach (var column in new[] { "cells run", "seconds", "figures" }) table.AddColumn(column, it => it.RightAligned());
        foreach (var result in results) table.AddRow(Row(result));
        console.Write(table);
        var taken = results.Count(result => result.Run is { IsTaken: true });
        if (taken > 0) console.WriteLine($"{taken} of {results.Count} notebooks are unchanged and were not run again (--fresh runs all)");
        WriteFailures(errors, results);
    }

    public static void WriteFailures(TextWriter errors, IReadOnlyList<NotebookResult> results)
    {
        foreach (var failure in results.Select(result => result.Failure).OfType<string>()) errors.WriteLine(ScreenLine.Of(failure));

        string[] notRun = [.. results.Where(result => result.IsNotRun).Select(result => ScreenLine.Of(result.File.Label))];
        if (notRun.Length > 0)
            errors.WriteLine($"not run because of that: {string.Join(", ", notRun)} (--keep-going runs them all the same)");
    }

    /// <summary>Says which pictures could not be drawn, and why.</summary>
    public static void WriteNotDrawn(TextWriter errors, IReadOnlyList<NotebookResult> results, string consequence)
    {
        foreach (var result in results.Where(result => result.NotDrawnBecause is not null))
            errors.WriteLine($"{result.File.Label}, {result.NotDrawnBecause}: {result.NotDrawn} figures {consequence}");

        var count = results.Where(result => result.NotDrawnBecause is null).Sum(result => result.NotDrawn);
        if (count > 0) errors.WriteLine($"no browser was found to draw still pictures (--browser PATH names one): {count} figures {consequence}");
    }

    public static int ExitCode(IEnumerable<NotebookResult> results) =>
        results.Any(result => result.Failure is not null) ? ExitCodes.Failure : ExitCodes.Success;

    private static string[] Row(NotebookResult result) =>
    [
        Markup.Escape(ScreenLine.Of(result.File.Label)),
        Number(result.Run?.Cells),
        result.Run is { IsTaken: true } ? "unchanged" : result.Run?.Duration.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) ?? "-",
        Number(result.Chapter?.Figures.Figures.Count ?? result.Pictures),
    ];

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
