using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.Figures;

/// <summary>Reads what a figure says of itself in JSON.</summary>
internal static class FigureDescription
{
    /// <summary>A key that is there twice would come to light only when it is asked for.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="JsonException">It is no JSON, or has a key twice.</exception>
    public static JsonNode? Parse(string text) => JsonNode.Parse(text, documentOptions: Strict);
}
