using Lectern.Notebooks;

namespace Lectern.Site;

/// <summary>
/// The solutions of a notebook's exercises. The notebook that solves them has each exercise's cell again, under the same id, and behind it
/// what is to be said of it.
/// </summary>
/// <param name="solutions">The notebook; null if there is none.</param>
internal sealed class ExerciseSolutions(Notebook? solutions)
{
    private const string Exercise = "exercise-";
    private const string Why = "-why";

    /// <summary>The cells that solve an exercise: the solved cell, and the explanation behind it. Empty if the cell is no exercise.</summary>
    public IReadOnlyList<Cell> Of(Cell cell)
    {
        if (solutions is null || !cell.IsCode || cell.Id is not { } id || !id.StartsWith(Exercise, StringComparison.Ordinal)) return [];

        var solved = solutions.Cells.FirstOrDefault(other => other.IsCode && other.Id == id && other.Source != cell.Source);
        if (solved is null) return [];

        // An explanation may belong to several cells: it stands behind the last of them.
        var next = solutions.Cells.SkipWhile(other => other != solved).Skip(1).FirstOrDefault();
        return next is { IsMarkdown: true, Id: { } name } && name.EndsWith(Why, StringComparison.Ordinal) ? [solved, next] : [solved];
    }
}
