using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

/// <summary>The value of the cell's last expression, by mime type.</summary>
internal sealed record ResultOutput(IReadOnlyDictionary<string, string> Data) : Output
{
    public override JsonObject ToJson(int executionCount) => new()
    {
        ["data"] = MimeBundle.Write(Data),
        ["execution_count"] = executionCount,
        ["metadata"] = new JsonObject(),
        ["output_type"] = "execute_result",
    };
}
