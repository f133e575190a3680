using Lectern.Execution;
using Lectern.Pages;

namespace Lectern.Outputs;

/// <summary>What became of a notebook of the run.</summary>
/// <param name="File">The notebook.</param>
/// <param name="Run">null if it was not run to its end or its failure.</param>
/// <param name="Chapter">Which pages were written of it; null if none were asked for.</param>
/// <param name="Pictures">How many pictures were written of it; null if none were asked for.</param>
/// <param name="NotDrawn">How many pictures are missing or old.</param>
/// <param name="Failure">Why it failed, as one line; null if it did not.</param>
/// <param name="NotDrawnBecause">Why they could not be drawn; null if there is no browser.</param>
internal sealed record NotebookResult(
    NotebookFile File, NotebookRun? Run = null, Chapter? Chapter = null, int? Pictures = null, string? Failure = null, int NotDrawn = 0,
    string? NotDrawnBecause = null)
{
    public bool IsNotRun => Run is null && Failure is null;

    /// <summary>The line for a cell that failed; null for none.</summary>
    public static string? Describe(NotebookFile file, CellFailure? failure) =>
        failure is null ? null : $"{file.Label}, {failure}";
}
