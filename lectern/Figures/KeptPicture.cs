using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Figures;

/// <summary>
/// A figure as a notebook in git has it: a PNG with its caption, which every page shows, and in the output's metadata the description that it
/// was drawn from. That is one string, because a list of numbers would take a line of the file for each.
/// </summary>
internal static class KeptPicture
{
    private const string Key = "backprop-figure";

    public static JsonObject Write(Figure figure, byte[] picture) => new()
    {
        ["data"] = new JsonObject { [MimeBundle.Png] = Convert.ToBase64String(picture) + "\n" },
        ["metadata"] = new JsonObject
        {
            [Key] = figure.Description!.ToJsonString(FigureDescription.Readable),
            [MimeBundle.Png] = new JsonObject { ["height"] = Side(picture, 20), ["width"] = Side(picture, 16) },
        },
        ["output_type"] = "display_data",
    };

    /// <summary>All that a notebook has, by the figures' names; of two with one name the first.</summary>
    public static Dictionary<string, (JsonNode Description, JsonNode Output)> Read(Notebook notebook)
    {
        Dictionary<string, (JsonNode, JsonNode)> found = [];
        foreach (var output in notebook.Cells.SelectMany(cell => cell.Outputs))
        {
            if (Description(output) is { } description && description.Text("name") is { } name) found.TryAdd(name, (description, output!));
        }

        return found;
    }

    /// <returns>What the figure says of itself; null if the output is no such picture.</returns>
    public static JsonNode? Description(JsonNode? output)
    {
        try
        {
            return (output as JsonObject)?["metadata"].Text(Key) is { } text ? FigureDescription.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null; // somebody has changed it: it is drawn anew
        }
    }

    /// <summary>Of a PNG's header, in the pixels of the page.</summary>
    private static int Side(byte[] png, int place) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(place)) / PictureDrawer.Kept.Scale;
}
