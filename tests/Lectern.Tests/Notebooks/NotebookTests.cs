using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Tests.Notebooks;

public class NotebookTests
{
    /// <summary>As Jupyter writes it, with keys that no version of nbformat has and numbers that a double would change.</summary>
    private const string AsJupyterWrites = """
        {
         "cells": [
          {
           "attachments": {},
           "cell_type": "markdown",
           "id": "a-1",
           "metadata": {
            "slideshow": {
             "slide_type": "slide"
            }
           },
           "source": [
            "# Gradients: ∂L/∂W, \"größer\" than 𝒩 & <b>\n",
            "\\sigma\ttab\u001b[0m\u007f"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "a-2",
           "metadata": {
            "tags": [
             "volatile"
            ]
           },
           "outputs": [],
           "source": []
          },
          {
           "cell_type": "raw",
           "id": "a-3",
           "metadata": {},
           "source": [
            "raw"
           ]
          }
         ],
         "metadata": {
          "future": [
           1.0,
           1e-05,
           12345678901234567890,
           true,
           null
          ],
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    [Fact]
    public void A_notebook_that_Jupyter_saved_comes_back_with_the_same_bytes()
    {
        var json = AsJupyterWrites.ReplaceLineEndings("\n").Replace("\\u007f", "\u007f", StringComparison.Ordinal);

        Assert.Equal(json, Notebook.Parse(json, "a.ipynb").ToJson());
    }

    [Fact]
    public void A_source_in_one_string_is_written_as_lines()
    {
        var notebook = TestNotebook.Of("a;\nb;\n\nc");

        Assert.Equal(["a;\n", "b;\n", "\n", "c"], notebook.CodeCell(1)["source"]!.AsArray().Select(line => line!.GetValue<string>()));
    }

    [Fact]
    public void The_title_is_the_first_heading() => Assert.Equal("The heading", TestNotebook.Of().Title);

    [Fact]
    public void Cells_without_code_are_not_run() =>
        Assert.Equal(["1", "2"], TestNotebook.Of("1", "", " \n", "2").RunnableCells.Select(cell => cell.Source));

    [Theory]
    [InlineData("{", "a.ipynb is not JSON: see line 1, byte 2")]
    [InlineData("{\n \"a\": 1,\n \"a\": 2\n}", "a.ipynb is not JSON")]
    [InlineData("", "a.ipynb is not JSON")]
    [InlineData("\"\\ud800\"", "not valid Unicode")]
    [InlineData("[1]", "a.ipynb is JSON but not a notebook")]
    [InlineData("null", "a.ipynb is JSON but not a notebook")]
    [InlineData("{\"a\": 1}", "a.ipynb is JSON but not a notebook: it has no \"nbformat\" number")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "a.ipynb is in nbformat 3, and lectern reads nbformat 4")]
    [InlineData("{\"nbformat\": 4}", "a.ipynb is JSON but not a notebook: it has no list of \"cells\"")]
    [InlineData("{\"nbformat\": 4, \"cells\": [7]}", "item 1 of \"cells\"")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\"}]}", "item 1 of \"cells\"")]
    [InlineData("{\"nbformat\": 4, \"cells\": [], \"metadata\": {\"kernelspec\": {\"language\": \"python\"}}}", "a.ipynb is a notebook in python")]
    [InlineData("{\"nbformat\": 4, \"cells\": [], \"metadata\": {\"kernelspec\": {\"name\": \".net-fsharp\"}}}", "a.ipynb is a notebook in .net-fsharp")]
    public void What_is_not_a_csharp_notebook_is_named(string json, string message)
    {
        var exception = Assert.Throws<NotebookException>(() => Notebook.Parse(json, "a.ipynb"));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"kernelspec\": {\"name\": \".net-csharp\"}}")]
    [InlineData("{\"kernelspec\": {\"language\": \"C#\"}, \"language_info\": {\"name\": \"polyglot-notebook\"}}")]
    [InlineData("{\"language_info\": {\"name\": \"csharp\"}}")]
    public void A_csharp_notebook_may_say_so_in_several_ways(string metadata) =>
        Assert.Empty(Notebook.Parse($$"""{"nbformat": 4, "cells": [], "metadata": {{metadata}}}""", "a.ipynb").Cells);

    [Fact]
    public void Json_outputs_are_json_text_is_lines_and_base64_is_one_string()
    {
        var json = new DisplayOutput(new Dictionary<string, string>
        {
            ["text/plain"] = "a\nb",
            ["image/png"] = "QUJD",
            ["application/geo+json"] = "{\"a\": [1.0]}",
            ["application/json"] = "not json",
        }).ToJson(1);

        AssertJson(
            """{"application/geo+json":{"a":[1.0]},"application/json":"not json","image/png":"QUJD","text/plain":["a\n","b"]}""",
            json["data"]);

        static void AssertJson(string expected, JsonNode? actual) =>
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual?.ToJsonString());
    }

    [Fact]
    public void A_file_that_cannot_be_replaced_is_left_as_it_was_and_nothing_lies_beside_it()
    {
        using TemporaryFolder folder = new();
        folder.Write("target/inside", "x");

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(folder["target"], "text"));
        Assert.Equal(["target/inside"], folder.Files(""));
    }
}
