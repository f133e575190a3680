using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

/// <summary>One value in several mime types, as nbformat writes it.</summary>
internal static class MimeBundle
{
    public const string Html = "text/html";
    public const string PlainText = "text/plain";
    public const string Png = "image/png";

    public static JsonObject Write(IReadOnlyDictionary<string, string> data) =>
        new(data.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Write(pair.Key, pair.Value))));

    private static JsonNode? Write(string mimeType, string value)
    {
        if (IsJson(mimeType) && TryParse(value, out var json)) return json;
        return IsText(mimeType) ? MultilineText.Write(value) : value;
    }

    private static bool IsJson(string mimeType) =>
        mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>nbformat splits these into lines; base64 stays in one piece.</summary>
    private static bool IsText(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal)
        || mimeType is "application/javascript" or "image/svg+xml";

    private static bool TryParse(string text, out JsonNode? node)
    {
        node = null;
        try
        {
            node = JupyterJson.Read(text);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
