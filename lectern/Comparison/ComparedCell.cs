using System.Globalization;
using Lectern.Figures;
using Lectern.Notebooks;

namespace Lectern.Comparison;

/// <summary>A code cell in git beside the same cell after a run.</summary>
/// <param name="kept">As it is in git.</param>
/// <param name="run">As it has run.</param>
/// <param name="number">The number that it ran under; null if it did not run.</param>
/// <param name="figures">Those of the notebook that has run.</param>
internal sealed class ComparedCell(Cell kept, Cell run, int? number, NotebookFigures figures)
{
    private readonly string keptCount = Text(kept.ExecutionCount);
    private readonly string runCount = Text(run.ExecutionCount);
    private readonly IReadOnlyList<string> outputs = DriftLines.Between(CellLines.Kept(kept), CellLines.Run(run, figures));

    /// <summary>As in "cell 12 (id "loss-curve")".</summary>
    public string Place { get; } =
        (number is null ? "a cell that is not run" : $"cell {Text(number)}") + (string.IsNullOrEmpty(kept.Id) ? "" : $" (id \"{kept.Id}\")");

    /// <summary>Whether it shows something else.</summary>
    public bool HasDrifted => outputs.Count > 0;

    /// <summary>Whether it shows the same under another number, because a cell above it is new or gone.</summary>
    public bool IsRenumbered => !HasDrifted && keptCount != runCount;

    public CellDrift Drift() => new(Place, keptCount == runCount ? outputs : [.. Counts([this]), .. outputs]);

    /// <summary>The numbers that git has of some cells beside those that they have now.</summary>
    public static IReadOnlyList<string> Counts(IReadOnlyList<ComparedCell> cells)
    {
        var name = cells.Count == 1 ? "execution count" : "execution counts";
        return
        [
            .. DriftLines.Beside(
                $"{name}: {string.Join(", ", cells.Select(cell => cell.keptCount))}",
                $"{name}: {string.Join(", ", cells.Select(cell => cell.runCount))}"),
        ];
    }

    private static string Text(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "none";
}
