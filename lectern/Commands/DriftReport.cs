using System.Globalization;
using Lectern.Comparison;
using Lectern.Execution;
using Lectern.Outputs;

namespace Lectern.Commands;

/// <summary>What is said of notebooks that were compared with what is in git.</summary>
internal static class DriftReport
{
    /// <param name="output">Where to.</param>
    /// <param name="files">The notebooks of the run in their order.</param>
    /// <param name="found">Those that could be compared, and which of their cells have drifted.</param>
    public static void Write(
        TextWriter output, IReadOnlyList<NotebookFile> files, IReadOnlyDictionary<NotebookFile, IReadOnlyList<CellDrift>> found)
    {
        if (ExitCode(found) != ExitCodes.Success) output.WriteLine();
        foreach (var file in files.Where(found.ContainsKey))
        {
            foreach (var drift in found[file]) Write(output, file, drift);
        }

        string[] others = [.. files.Where(file => !found.ContainsKey(file)).Select(file => ScreenLine.Of(file.Label))];
        if (others.Length > 0) output.WriteLine($"not compared, because they did not run to their end: {string.Join(", ", others)}");
        if (found.Count > 0) output.WriteLine(Summary(found.Values));
    }

    public static int ExitCode(IReadOnlyDictionary<NotebookFile, IReadOnlyList<CellDrift>> found) =>
        found.Values.Any(cells => cells.Count > 0) ? ExitCodes.Failure : ExitCodes.Success;

    private static void Write(TextWriter output, NotebookFile file, CellDrift drift)
    {
        output.WriteLine(ScreenLine.Of($"{file.Label}, {drift.Place}"));
        foreach (var line in drift.Lines) output.WriteLine($"  {line}");
        output.WriteLine();
    }

    private static string Summary(IEnumerable<IReadOnlyList<CellDrift>> found)
    {
        var drifted = found.Where(cells => cells.Count > 0).ToArray();
        var cells = drifted.Sum(notebook => notebook.Sum(drift => drift.Cells));
        return drifted.Length == 0
            ? $"{Count(found.Count(), "notebook agrees", "notebooks agree")} with what is in git ({PrintedNumber.Allowance})"
            : $"{Count(cells, "cell", "cells")} of {Count(drifted.Length, "notebook", "notebooks")} {(cells == 1 ? "has" : "have")} drifted; "
                + "if that is meant, lectern run --in-place writes them";
    }

    private static string Count(int number, string one, string several) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : several)}");
}
