namespace Lectern.Execution.Protocol;

/// <summary>The cell has run to its end or to its error.</summary>
internal sealed record CellEnded : WorkerMessage;
