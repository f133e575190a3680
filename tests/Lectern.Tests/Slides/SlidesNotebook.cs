using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Tests.Slides;

/// <summary>Notebooks whose cells say what they are on a slide.</summary>
internal static class SlidesNotebook
{
    public static JsonObject Text(string? type, string source) => Cell("markdown", type, source);

    /// <param name="type">What it is on a slide; null if it doesn't say.</param>
    /// <param name="source">The code.</param>
    /// <param name="shown">What it shows; null for nothing.</param>
    public static JsonObject Code(string? type, string source, string? shown = null)
    {
        var cell = Cell("code", type, source);
        cell["execution_count"] = null;
        cell["outputs"] = new JsonArray(shown is null ? [] : [new StreamOutput("stdout", shown).ToJson(1)]);
        return cell;
    }

    public static string Json(params JsonObject[] cells)
    {
        foreach (var (number, cell) in cells.Index()) cell["id"] = $"cell-{number}";
        return TestNotebook.Document(cells);
    }

    public static Notebook Of(params JsonObject[] cells) => Notebook.Parse(Json(cells), "test.ipynb");

    private static JsonObject Cell(string kind, string? type, string source) => new()
    {
        ["cell_type"] = kind,
        ["metadata"] = type is null ? new JsonObject() : new JsonObject { ["slideshow"] = new JsonObject { ["slide_type"] = type } },
        ["source"] = source,
    };
}
