using Lectern.Notebooks;

namespace Lectern.Execution.Protocol;

/// <summary>The cell shows something.</summary>
internal sealed record CellOutput(Output Output) : WorkerMessage;
