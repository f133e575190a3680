using Lectern.Figures;
using Lectern.Notebooks;

namespace Lectern.Tests.Figures;

public class FigureFinderTests
{
    /// <summary>What a serialiser might be tempted to change: entities, comments, escapes, the end of other elements.</summary>
    private static readonly string Tricky = """
        <div class="backprop-figure wide" data-a="1 &lt; 2 &amp; &quot;3&quot;"><script type="application/json">{"version":1,"name":"loss-curve","title":"Loss \u003c 1 & é","content":{"html":"<b>&amp;<\/b> \u003c/script\u003e <!-- x","n":1.0,"line":"LINESEPARATOR\r"}}</script><svg viewBox="0 0 1 1"><path d="M0 0"></path></svg><script>if (1 < 2 && "<p>".length > 0) { /* &lt; */ }</script></div>
        """.Replace("LINESEPARATOR", "\u2028", StringComparison.Ordinal);

    private const string Carrier = """<div class="backprop-plotly"><script>window.x = "a<b&&c";</script></div>""";

    [Fact]
    public void A_figure_is_taken_out_of_its_output_with_the_same_bytes()
    {
        var figure = Assert.Single(Find($"<section><p>before</p>{Tricky.Trim()}</section>").Figures);

        Assert.Equal(Tricky.Trim(), figure.Html);
        Assert.Equal("loss-curve", figure.Name);
        Assert.Equal("Loss < 1 & é", figure.Title);
    }

    [Fact]
    public void The_carrier_is_found_and_is_no_figure()
    {
        var found = Find($"<p>{Carrier}</p>", "<p>other</p>", Carrier);

        Assert.Equal(Carrier, found.Carrier);
        Assert.Empty(found.Figures);
    }

    [Fact]
    public void Several_figures_of_one_output_and_of_several_are_found_in_order() =>
        Assert.Equal(["a", "b", "c"], Names(Named("a") + Named("b"), "nothing", Named("c")));

    [Theory]
    [InlineData("loss-curve", "loss-curve")]
    [InlineData("../../etc/Passwd", "etc-passwd")]
    [InlineData("Größe 2", "gr-e-2")]
    [InlineData("∂", "figure")]
    [InlineData("", "figure")]
    public void A_name_is_made_fit_for_a_file(string name, string slug) => Assert.Equal([slug], Names(Named(name)));

    [Fact]
    public void A_name_that_is_taken_gets_a_number() =>
        Assert.Equal(["a", "a-2", "a-3", "a-2-2"], Names(Named("a"), Named("a"), Named("a"), Named("a-2")));

    [Theory]
    [InlineData("<div class='backprop-figure'></div>")]
    [InlineData("<div class='backprop-figure'><script type='application/json'>not json</script></div>")]
    [InlineData("<div class='backprop-figure'><script type='application/json'>[7]</script></div>")]
    public void A_figure_without_a_description_is_still_a_figure(string html) => Assert.Equal(["figure"], Names(html));

    private static string Named(string name) =>
        $$"""<div class="backprop-figure"><script type="application/json">{"name":"{{name}}"}</script></div>""";

    private static IEnumerable<string> Names(params string[] outputs) => Find(outputs).Figures.Select(figure => figure.Name);

    private static NotebookFigures Find(params string[] outputs)
    {
        var notebook = TestNotebook.Of("1");
        notebook.Cells[1].Show(1, outputs.Select(html => new DisplayOutput(new Dictionary<string, string> { ["text/html"] = html })));
        return FigureFinder.Find(notebook);
    }
}
