using Lectern.Notebooks;

namespace Lectern.Execution.Protocol;

/// <summary>A value that the notebook shows has changed.</summary>
internal sealed record DisplayUpdated(DisplayUpdate Update) : WorkerMessage;
