using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Tests;

/// <summary>Cells that stand alone.</summary>
internal static class TestCell
{
    public static Cell Markdown(string text) => Cell.From(MarkdownJson(text))!;

    public static Cell Code(string code, params JsonObject[] outputs) => Cell.From(new JsonObject
    {
        ["cell_type"] = "code",
        ["metadata"] = new JsonObject(),
        ["outputs"] = new JsonArray(outputs),
        ["source"] = code,
    })!;

    /// <summary>A notebook of nothing but text, one cell for each piece.</summary>
    public static Notebook NotebookOf(params string[] texts) => Notebook.Parse(
        new JsonObject { ["cells"] = new JsonArray([.. texts.Select(MarkdownJson)]), ["metadata"] = new JsonObject(), ["nbformat"] = 4 }.ToJsonString(),
        "test.ipynb");

    private static JsonObject MarkdownJson(string text) =>
        new() { ["cell_type"] = "markdown", ["id"] = "some-text", ["metadata"] = new JsonObject(), ["source"] = text };
}
