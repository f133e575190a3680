namespace Lectern.Execution;

/// <summary>How a notebook ran.</summary>
/// <param name="Cells">How many cells ran to their end.</param>
/// <param name="Duration">Together with the worker's start.</param>
/// <param name="Failure">null if all of them did.</param>
internal sealed record NotebookRun(int Cells, TimeSpan Duration, CellFailure? Failure);
