using System.Text.Json.Serialization;

namespace Lectern.Execution.Protocol;

/// <summary>Generated serialisers: reflection would cost every worker a tenth of a second at its start.</summary>
[JsonSerializable(typeof(RunCell))]
[JsonSerializable(typeof(WorkerMessage))]
internal sealed partial class ProtocolJson : JsonSerializerContext;
