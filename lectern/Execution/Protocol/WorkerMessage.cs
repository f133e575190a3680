using System.Text.Json.Serialization;

namespace Lectern.Execution.Protocol;

/// <summary>What the worker says.</summary>
[JsonDerivedType(typeof(WorkerReady), "ready")]
[JsonDerivedType(typeof(CellOutput), "output")]
[JsonDerivedType(typeof(DisplayUpdated), "update")]
[JsonDerivedType(typeof(CellEnded), "ended")]
internal abstract record WorkerMessage;
