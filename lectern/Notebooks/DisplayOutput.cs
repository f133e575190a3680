using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

/// <summary>A value that was shown while the cell ran, by mime type.</summary>
/// <param name="Data">The value by mime type.</param>
/// <param name="Id">By which a later <see cref="DisplayUpdate"/> finds it; a notebook's file does not keep it.</param>
internal sealed record DisplayOutput(IReadOnlyDictionary<string, string> Data, string? Id = null) : Output
{
    public override JsonObject ToJson(int executionCount) => new()
    {
        ["data"] = MimeBundle.Write(Data),
        ["metadata"] = new JsonObject(),
        ["output_type"] = "display_data",
    };
}
