using System.Text.Json;

namespace Lectern.Execution.Protocol;

/// <summary>Requests and messages as they go through the pipes: one line of JSON each.</summary>
internal static class JsonLines
{
    public static byte[] Encode(WorkerMessage message) => Line(JsonSerializer.SerializeToUtf8Bytes(message, ProtocolJson.Default.WorkerMessage));

    public static byte[] Encode(RunCell request) => Line(JsonSerializer.SerializeToUtf8Bytes(request, ProtocolJson.Default.RunCell));

    public static WorkerMessage DecodeMessage(string line) => JsonSerializer.Deserialize(line, ProtocolJson.Default.WorkerMessage)!;

    public static RunCell DecodeRequest(string line) => JsonSerializer.Deserialize(line, ProtocolJson.Default.RunCell)!;

    private static byte[] Line(byte[] json) => [.. json, (byte)'\n'];
}
