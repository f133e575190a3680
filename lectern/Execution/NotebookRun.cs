namespace Lectern.Execution;

/// <summary>How a notebook ran.</summary>
/// <param name="Cells">How many cells ran to their end.</param>
/// <param name="Duration">Together with the worker's start.</param>
/// <param name="Failure">null if all of them did.</param>
/// <param name="Inputs">The checksum of all that decides what the notebook shows; null if it was not asked for.</param>
/// <param name="IsTaken">Whether this is an earlier run, since when nothing has changed.</param>
internal sealed record NotebookRun(int Cells, TimeSpan Duration, CellFailure? Failure, string? Inputs = null, bool IsTaken = false);
