using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

/// <summary>
/// JSON laid out as Jupyter lays it out, so that a notebook that it saved comes back with the same bytes: one space
/// per level, nothing escaped that need not be, a newline at the end. (Utf8JsonWriter's escapes are others.) It is read as
/// Jupyter reads it, too: of several members with one name the last one counts, and .NET's limit of 64 levels is none here.
/// </summary>
internal static class JupyterJson
{
    /// <summary>About as deep as Python's reader goes; without an end, a hostile file would exhaust the stack.</summary>
    public const int MaximumDepth = 1_000;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = MaximumDepth };

    /// <exception cref="JsonException">It is not JSON, or nested too deeply; then the exception has no line number.</exception>
    /// <exception cref="InvalidOperationException">One of its strings is not valid Unicode.</exception>
    public static JsonNode? Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        RequireDepth(bytes);
        return Read(JsonDocument.Parse(bytes, Deep).RootElement);
    }

    /// <summary>The document's own reader would call this a mistake at some line like any other.</summary>
    private static void RequireDepth(byte[] json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
            if (reader.CurrentDepth >= MaximumDepth) throw new JsonException($"it is nested more than {MaximumDepth} levels deep");
    }

    public static string Write(JsonNode node)
    {
        StringBuilder text = new();
        Append(text, node, 0);
        return text.Append('\n').ToString();
    }

    private static JsonNode? Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                JsonObject members = [];
                foreach (var member in element.EnumerateObject()) members[member.Name] = Read(member.Value);
                return members;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Read)]);
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return JsonValue.Create(element.GetString()); // finds half a surrogate pair here rather than later
            default:
                return JsonValue.Create(element); // numbers stay as they are written
        }
    }

    private static void Append(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject members:
                AppendAll(text, '{', '}', members, depth, member =>
                {
                    AppendString(text, member.Key);
                    text.Append(": ");
                    Append(text, member.Value, depth + 1);
                });
                break;
            case JsonArray items:
                AppendAll(text, '[', ']', items, depth, item => Append(text, item, depth + 1));
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                AppendString(text, value.GetValue<string>());
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null"); // numbers as they were written
                break;
        }
    }

    private static void AppendAll<T>(
        StringBuilder text, char open, char close, ICollection<T> items, int depth, Action<T> append)
    {
        text.Append(open);
        var separator = "\n";
        foreach (var item in items)
        {
            text.Append(separator).Append(' ', depth + 1);
            append(item);
            separator = ",\n";
        }

        if (items.Count > 0) text.Append('\n').Append(' ', depth);
        text.Append(close);
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
