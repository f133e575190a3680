using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

/// <summary>A text as notebooks keep it: a list of lines, each with its newline; one string is allowed as well.</summary>
internal static class MultilineText
{
    public static bool TryRead(JsonNode? node, out string text)
    {
        text = "";
        switch (node)
        {
            case JsonValue value when IsString(value):
                text = value.GetValue<string>();
                return true;
            case JsonArray lines when lines.All(IsString):
                text = string.Concat(lines.Select(line => line!.GetValue<string>()));
                return true;
            default:
                return false;
        }
    }

    public static JsonArray Write(string text)
    {
        JsonArray lines = [];
        for (int start = 0, next; start < text.Length; start = next)
        {
            next = text.IndexOf('\n', start) + 1;
            if (next == 0) next = text.Length;
            lines.Add((JsonNode)text[start..next]);
        }

        return lines;
    }

    private static bool IsString(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;
}
