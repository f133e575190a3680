using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Tests.RealKernel;

/// <summary>What counts as a difference between lectern and the kernel.</summary>
public class HostDifferencesTests
{
    private const string Figure = """<div class="backprop-figure"><script type="application/json">{"name":"loss","y":[1.0,Y]}</script><p>The loss</p></div>""";

    [Fact]
    public void The_same_outputs_do_not_differ() => Assert.Empty(Between(Both("2\n", Value("a chart", Chart("1"))), Both("2\n", Value("a chart", Chart("1")))));

    [Fact]
    public void Lectern_may_give_a_text_to_what_is_html_alone() => Assert.Empty(Between([Value("a table", "<table>")], [Value(null, "<table>")]));

    [Fact]
    public void Figures_are_compared_as_numbers()
    {
        Assert.Empty(Between([Value("loss", Chart("0.5"))], [Value("loss", Chart("0.500001"))]));
        Assert.Equal(["the figure \"loss\" has other data in the kernel"], Between([Value("loss", Chart("0.5"))], [Value("loss", Chart("0.6"))]));
        Assert.Contains("the figures are loss in lectern and  in the kernel", Between([Value("loss", Chart("0.5"))], [Value("loss", "<p>The loss</p>")]));
    }

    [Fact]
    public void Texts_are_compared_to_the_letter()
    {
        Assert.Equal(["cell [1], the text is \"…2\n\" in lectern and \"…3\n\" in the kernel"], Between([Text("2\n")], [Text("3\n")]));
        Assert.Equal(["cell [1], text/plain is \"…2\" in lectern and \"…3\" in the kernel"], Between([Value("2", "<b>")], [Value("3", "<b>")]));
        Assert.Equal(["cell [1], text/html is \"…<b>\" in lectern and \"…<i>\" in the kernel"], Between([Value("2", "<b>")], [Value("2", "<i>")]));
        Assert.Contains(
            "The loss", Assert.Single(Between([Value("2", Chart("1"))], [Value("2", Chart("1").Replace("loss<", "gain<", StringComparison.Ordinal))])), StringComparison.Ordinal);
    }

    [Fact]
    public void The_place_of_an_anomaly_is_named_in_two_ways()
    {
        const string Lectern = "log: made NaN, called at cell 40, line 3 (Naive)\n", Kernel = "log: made NaN, called at Naive, in the cell that begins \"var a = f(x);\"\n";
        Assert.Empty(Between([Text(Lectern)], [Text(Kernel)]));
        Assert.Empty(Between([Text("called at cell 4, line 3; choose\n")], [Text("called at the cell that begins \"f(x)\"; choose\n")]));
        Assert.Single(Between([Text(Lectern)], [Text(Kernel.Replace("NaN", "∞", StringComparison.Ordinal))]));
        Assert.Single(Between([Text(Lectern)], [Text("log: made NaN, called at MoveNext\n")]));
    }

    [Fact]
    public void The_kinds_of_outputs_and_of_their_values_are_compared()
    {
        Assert.Equal(["cell [1] shows stdout in lectern and stdout, display_data in the kernel"], Between([Text("2\n")], Both("2\n", Value("2", "<b>"))));
        Assert.Equal(["cell [1], a value comes as text/html in lectern and as text/html, text/plain in the kernel"], Between([Value(null, "<b>")], [Value("2", "<b>")]));
    }

    [Fact]
    public void Errors_and_warnings_are_told_even_if_lectern_shows_them_too()
    {
        StreamOutput warning = new(StreamOutput.StandardError, "(1,7): warning CS8632");
        Assert.Equal(["cell [1] shows an error or a warning: (1,7): warning CS8632"], Between([warning], [warning]));
        ErrorOutput error = new("Error", "compilation error", []);
        Assert.Equal(["cell [1] shows an error or a warning: compilation error"], Between([error], [error]));
    }

    [Fact]
    public void What_a_volatile_cell_says_may_differ_and_not_what_kind_of_output_it_is()
    {
        Assert.Empty(Between([Text("2 s\n")], [Text("3 s\n")], isVolatile: true));
        Assert.Single(Between([Text("2 s\n")], [Value("3 s", "<b>")], isVolatile: true));
    }

    private static string Chart(string y) => Figure.Replace("Y", y, StringComparison.Ordinal);

    private static StreamOutput Text(string text) => new(StreamOutput.StandardOutput, text);

    private static DisplayOutput Value(string? text, string html) =>
        new(text is null ? new Dictionary<string, string> { [MimeBundle.Html] = html } : new() { [MimeBundle.PlainText] = text, [MimeBundle.Html] = html });

    private static Output[] Both(string text, Output value) => [Text(text), value];

    private static IReadOnlyList<string> Between(Output[] lectern, Output[] kernel, bool isVolatile = false) =>
        HostDifferences.Between(Shown(lectern, isVolatile), Shown(kernel, isVolatile));

    private static Notebook Shown(Output[] outputs, bool isVolatile)
    {
        var document = JsonNode.Parse(TestNotebook.Json("Train()"))!;
        if (isVolatile) document["cells"]![1]!["metadata"]!["tags"] = new JsonArray("volatile");
        var notebook = Notebook.Parse(document.ToJsonString(), "test.ipynb");
        notebook.RunnableCells.Single().Show(1, outputs);
        return notebook;
    }
}
