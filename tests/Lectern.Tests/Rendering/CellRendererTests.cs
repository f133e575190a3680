using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Lectern.Notebooks;
using Lectern.Rendering;

namespace Lectern.Tests.Rendering;

public sealed class CellRendererTests
{
    private const string BlankLine = @"\n[^\S\n]*\n";

    [Fact]
    public void Text_holds_no_blank_line_and_code_in_it_keeps_its_own()
    {
        var html = Text("One.\n\nTwo.\n\n```csharp\nint a;\n\n   \nint b;\n```\n\n<div>\n\nraw\n\n</div>");
        Assert.DoesNotMatch(BlankLine, html);
        Assert.Contains("</span> a;&#10;&#10;   \n<span", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_and_outputs_hold_no_blank_line_and_show_the_ones_that_there_are()
    {
        var cell = TestCell.Code("int a;\n\n\nint b;", Stream("1\r\n\r\n2\n \n3"), Value(("text/html", "<p>x</p>\n\n\n<pre>a\n\nb</pre>\n \n<script>\n\nf()</script>")));
        Assert.Contains("</span> a;&#10;&#10;\n<span", Code(cell), StringComparison.Ordinal);
        var html = CellRenderer.Outputs(cell);
        Assert.DoesNotMatch(BlankLine, html);
        Assert.Contains("1&#10;\n2&#10; \n3", html, StringComparison.Ordinal);
        Assert.Contains("<pre>a&#10;\nb</pre>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_heading_has_the_id_that_it_has_on_GitHub_and_each_its_own()
    {
        var html = Text("# What's a `Value`? 1 + 1\n\n## Exercises\n\n## Exercises");
        Assert.Contains("<h1 id=\"whats-a-value-1--1\">", html, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"exercises\">", html, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"exercises-1\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_of_different_cells_have_different_ids_however_often_a_cell_is_asked_for()
    {
        var notebook = TestCell.NotebookOf("## Why", "## Why");
        CellRenderer renderer = new(SetFormulas.None, link => link, notebook);
        for (var time = 0; time < 2; time++)
            Assert.Equal(["<h2 id=\"why\">Why</h2>", "<h2 id=\"why-1\">Why</h2>"], notebook.Cells.Select(renderer.Text));
    }

    [Theory]
    [InlineData("05-autograd.ipynb")]
    [InlineData("../data/README.md")]
    [InlineData("https://example.org/a#B")]
    public void The_caller_says_where_a_link_leads(string target) =>
        Assert.Contains($"href=\"to({target})\"", Text($"[there]({target})"), StringComparison.Ordinal);

    [Theory]
    [InlineData("#What's-a-Value?", "#whats-a-value")]
    [InlineData("05-autograd.ipynb#Three-ways", "05-autograd.ipynb#three-ways")]
    public void A_link_to_a_heading_in_Jupyter_s_form_finds_it_too(string target, string found) =>
        Assert.Contains($"href=\"to({found})\"", Text($"[there]({target})").Replace("&#39;", "'", StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public void A_table_stands_in_a_box_that_scrolls() =>
        Assert.Matches("^<div class=\"table\" tabindex=\"0\">\n<table>(.|\n)*</table>\n</div>$", Text("| a | b |\n|---|--:|\n| 1 | 2 |"));

    [Fact]
    public void A_column_without_a_name_has_no_heading() =>
        Assert.Matches("<tr>\n<td></td>\n<th[^>]*>b</th>\n</tr>", Text("| | b |\n|---|--:|\n| 1 | 2 |"));

    [Fact]
    public void Only_CSharp_is_marked_in_the_text_and_docfx_leaves_all_code_as_it_is()
    {
        Assert.Contains("<code class=\"nohighlight csharp\"><span class=\"keyword\">var</span>", Text("```csharp\nvar x = 1;\n```"), StringComparison.Ordinal);
        Assert.Contains("<code class=\"nohighlight python\">if a &lt; b:</code>", Text("```python\nif a < b:\n```"), StringComparison.Ordinal);
        Assert.Contains("<code class=\"nohighlight\">plain</code>", Text("```\nplain\n```"), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_output_is_text_even_where_it_looks_like_HTML() => Assert.Equal(
        """<pre class="output" tabindex="0"><samp>&lt;b&gt; &amp; 1</samp></pre>""", Outputs(Stream("<b> & 1\n")));

    [Fact]
    public void An_error_shows_its_traceback_without_the_colours_of_a_terminal() => Assert.Equal(
        """<pre class="output error" tabindex="0"><samp>Error: x &lt; 0""" + "\nat cell 3</samp></pre>",
        Outputs(new ErrorOutput("Error", "x < 0", ["\e[31;1mError\e[0m: x < 0", "\e[2mat cell 3\e[m"]).ToJson(1)));

    [Fact]
    public void Of_several_forms_of_a_value_the_richest_is_shown()
    {
        Assert.Contains("<b>x</b>", Outputs(Value(("text/plain", "x"), ("text/html", "<b>x</b>"))), StringComparison.Ordinal);
        Assert.Equal("""<pre class="output" tabindex="0"><samp>x</samp></pre>""", Outputs(Value(("text/plain", "x"))));
        Assert.Equal(
            """<div class="output" tabindex="0"><img src="data:image/png;base64,AAAA" alt="a &quot;curve&quot;"></div>""",
            Outputs(Value(("text/plain", "a \"curve\""), ("image/png", "AA\nAA\n"))));
    }

    [Fact]
    public void HTML_that_is_not_closed_does_not_swallow_the_rest_of_the_page() =>
        Assert.Equal("""<div class="output" tabindex="0"><div><b>x</b></div></div>""", Outputs(Value(("text/html", "<div><b>x"))));

    [Fact]
    public void A_figure_stays_as_it_is_and_what_brings_plotly_js_is_left_out()
    {
        const string Figure = """<div class="backprop-figure"><script type="application/json">{"a":"<b>&"}</script><script>if (a && b < c) draw();</script></div>""";
        Assert.Equal($"<div class=\"output\">{Figure}</div>", Outputs(Value(("text/html", Carrier("x") + "\n" + Figure))));
        Assert.Equal("", Outputs(Value(("text/html", Carrier("x")))));
    }

    [Fact]
    public void Plotly_js_is_found_in_what_brings_it_and_tells_the_figures_that_it_is_there()
    {
        Assert.Equal("window.Plotly = \"π\";\nwindow.dispatchEvent(new Event(\"backprop-plotly\"));\n", PlotlyScript.From(Carrier("window.Plotly = \"π\";")));
        Assert.Null(PlotlyScript.From(""));
    }

    private static string Text(string markdown)
    {
        var notebook = TestCell.NotebookOf(markdown);
        return new CellRenderer(SetFormulas.None, link => $"to({link})", notebook).Text(notebook.Cells[0]);
    }

    private static string Code(Cell cell) => new CellRenderer(SetFormulas.None, link => link, TestCell.NotebookOf()).Code(cell);

    private static string Outputs(JsonObject output) => CellRenderer.Outputs(TestCell.Code("", output));

    private static JsonObject Stream(string text) => new StreamOutput(StreamOutput.StandardOutput, text).ToJson(1);

    private static JsonObject Value(params (string Type, string Text)[] forms) =>
        new ResultOutput(forms.ToDictionary(form => form.Type, form => form.Text)).ToJson(1);

    private static string Carrier(string script)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(script));
        return $"<div class=\"backprop-plotly\"><p>Loaded.</p><script>(packed => {{}})(\"{Convert.ToBase64String(packed.ToArray())}\");</script></div>";
    }
}
