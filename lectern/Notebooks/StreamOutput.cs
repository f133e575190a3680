using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

/// <summary>Text from the console.</summary>
internal sealed record StreamOutput(string Name, string Text) : Output
{
    public const string StandardOutput = "stdout";
    public const string StandardError = "stderr";

    public override JsonObject ToJson(int executionCount) => new()
    {
        ["name"] = Name,
        ["output_type"] = "stream",
        ["text"] = MultilineText.Write(Text),
    };
}
