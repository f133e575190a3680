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
    public void Of_several_members_with_one_name_the_last_counts_as_in_Jupyter()
    {
        var notebook = Notebook.Parse("""{"nbformat": 3, "cells": [], "a": {"b": 1, "c": 2, "b": [3]}, "nbformat": 4}""", "a.ipynb");

        Assert.Equal(
            """{"nbformat":4,"cells":[],"a":{"b":[3],"c":2}}""", JsonNode.Parse(notebook.ToJson())!.ToJsonString());
    }

    [Theory]
    [InlineData(65)]
    [InlineData(900)]
    public void A_notebook_may_be_nested_as_deeply_as_Jupyter_reads_it(int depth)
    {
        var deep = new string('[', depth) + new string(']', depth);
        var json = Notebook.Parse($$"""{"nbformat": 4, "cells": [], "metadata": {"deep": {{deep}} } }""", "a.ipynb").ToJson();

        Assert.Contains(deep, new string([.. json.Where(character => !char.IsWhiteSpace(character))]), StringComparison.Ordinal);
        Assert.Equal(json, Notebook.Parse(json, "a.ipynb").ToJson());
    }

    [Theory]
    [InlineData(1_001)]
    [InlineData(1_000_000)]
    public void One_that_is_nested_without_end_is_refused(int depth) => Assert.Equal(
        "a.ipynb cannot be read: it is nested more than 1000 levels deep",
        Assert.Throws<NotebookException>(() => Notebook.Parse(new string('[', depth) + new string(']', depth), "a.ipynb")).Message);

    [Theory]
    [InlineData("latin1", 51)]
    [InlineData("utf-16", 1)]
    public void One_that_is_not_in_UTF_8_is_refused(string encoding, int position)
    {
        var json = """{"nbformat": 4, "cells": [], "metadata": {"who": "\u00e9"}}""".Replace("\\u00e9", "é", StringComparison.Ordinal);
        var target = System.Text.Encoding.GetEncoding(encoding);
        var exception = Assert.Throws<NotebookException>(() => Notebook.Parse([.. target.GetPreamble(), .. target.GetBytes(json)], "a.ipynb"));

        Assert.StartsWith($"a.ipynb is not in UTF-8, as every notebook is: see byte {position}, ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_no_hindrance() =>
        Assert.Empty(Notebook.Parse("\ufeff{\"nbformat\": 4, \"cells\": []}"u8.ToArray(), "a.ipynb").Cells);
}
