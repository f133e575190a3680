using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

internal static class JsonNodeExtensions
{
    /// <summary>The text at the end of a path of keys; null if there is none, whatever stands there instead.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path) node = (node as JsonObject)?[key];
        return node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
    }
}
