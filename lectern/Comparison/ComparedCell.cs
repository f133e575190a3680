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
    private readonly IReadOnlyList<string> outputs = DriftLines.Between(CellLines.Kept(kept), CellLines.Run(run, figures));

    /// <summary>As in "cell 12 (id "loss-curve")".</summary>
    public string Place
    {
        get
        {
            var name = number is { } n ? string.Create(CultureInfo.InvariantCulture, $"cell {n}") : "a cell that is not run";
            return string.IsNullOrEmpty(kept.Id) ? name : $"{name} (id \"{kept.Id}\")";
        }
    }

    /// <summary>Whether it shows something else.</summary>
    public bool HasDrifted => outputs.Count > 0;

    /// <summary>Whether it shows the same under another number, because a cell above it is new or gone.</summary>
    public bool IsRenumbered => !HasDrifted && kept.ExecutionCount != run.ExecutionCount;

    public string KeptCount => Text(kept.ExecutionCount);

    public string RunCount => Text(run.ExecutionCount);

    public CellDrift Drift() => new(Place, KeptCount == RunCount ? outputs : [.. DriftLines.OfCounts([this]), .. outputs]);

    private static string Text(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "none";
}
