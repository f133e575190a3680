using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

/// <summary>A value that was shown while the cell ran, by mime type.</summary>
internal sealed record DisplayOutput(IReadOnlyDictionary<string, string> Data) : Output
{
    public override JsonObject ToJson(int executionCount) => new()
    {
        ["data"] = MimeBundle.Write(Data),
        ["metadata"] = new JsonObject(),
        ["output_type"] = "display_data",
    };
}
