namespace Lectern.Execution.Protocol;

/// <summary>The worker has started, and waits for the first cell.</summary>
internal sealed record WorkerReady : WorkerMessage;
