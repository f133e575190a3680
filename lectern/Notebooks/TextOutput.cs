using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

/// <summary>An output as a notebook in git has it: of a value in several forms, the plain text where there is one.</summary>
internal static class TextOutput
{
    public static JsonNode From(JsonNode output)
    {
        var copy = output.DeepClone();
        if (copy["data"] is JsonObject data && data[MimeBundle.PlainText] is { } text)
            copy["data"] = new JsonObject { [MimeBundle.PlainText] = text.DeepClone() };
        return copy;
    }
}
