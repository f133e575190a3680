using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Tests;

/// <summary>Notebooks made of a heading and the code cells given.</summary>
internal static class TestNotebook
{
    public static Notebook Of(params string[] cells) => Notebook.Parse(Json(cells), "test.ipynb");

    public static string Json(params string[] cells) => Document(
    [
        new JsonObject
        {
            ["cell_type"] = "markdown",
            ["id"] = "heading",
            ["metadata"] = new JsonObject(),
            ["source"] = "# The heading\nand text",
        },
        .. cells.Select((source, index) => new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = 99,
            ["id"] = $"code-{index}",
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(new StreamOutput("stdout", "old").ToJson(1)),
            ["source"] = source,
        }),
    ]);

    /// <summary>A notebook of these cells, as its file has it.</summary>
    public static string Document(IEnumerable<JsonObject> cells) => new JsonObject
    {
        ["cells"] = new JsonArray([.. cells]),
        ["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString();

    /// <summary>The outputs of the n-th code cell, from 1, as JSON.</summary>
    public static JsonArray Outputs(this Notebook notebook, int number) => notebook.CodeCell(number)["outputs"]!.AsArray();

    public static JsonNode CodeCell(this Notebook notebook, int number) =>
        JsonNode.Parse(notebook.ToJson())!["cells"]!.AsArray().Where(cell => cell.Text("cell_type") == "code").ElementAt(number - 1)!;

    public static string Joined(this JsonNode? lines) => MultilineText.TryRead(lines, out var text) ? text : $"not a text: {lines}";
}
