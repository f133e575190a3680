using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Backprop.Figures;

/// <summary>The description that a figure's HTML carries, from which it can be drawn and compared.</summary>
internal sealed record FigureDescription(
    int Version, string Name, string Title, string Caption, int Width, int Height, string Kind, JsonElement Content);

/// <summary>
/// Writes descriptions. &lt; is escaped as \u003c, so that no text can end the script element that the JSON lies in.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FigureDescription))]
internal sealed partial class FigureJson : JsonSerializerContext
{
    /// <summary>Letters of all languages as they are.</summary>
    public static FigureJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}
