using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.Figures;

/// <summary>Reads what a figure says of itself in JSON.</summary>
internal static class FigureDescription
{
    /// <summary>A key that is there twice would come to light only when it is asked for.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Writes it with letters as they are, rather than with their numbers.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="JsonException">It is no JSON, or has a key twice.</exception>
    public static JsonNode? Parse(string text) => JsonNode.Parse(text, documentOptions: Strict);
}
