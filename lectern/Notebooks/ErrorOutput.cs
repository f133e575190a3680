using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

/// <summary>Why the cell failed. The line, where it is known, is one of the cell's own.</summary>
internal sealed record ErrorOutput(string Name, string Message, IReadOnlyList<string> Traceback, int? Line = null)
    : Output
{
    public override JsonObject ToJson(int executionCount) => new()
    {
        ["ename"] = Name,
        ["evalue"] = Message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. Traceback.Select(line => (JsonNode)line)]),
    };
}
