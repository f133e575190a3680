using System.Runtime.CompilerServices;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Lectern.Tests.Pages;

/// <summary>The course's own figures, run by lectern and drawn by a browser that has no network.</summary>
public sealed class DrawnPageTests : IDisposable
{
    private const string Load = """
        using Backprop.Figures;
        Notebook.Begin()
        """;

    private const string Loss = """
        Plot.LossCurve([("a", [3.0, 2, 1]), ("b", [3.0, 2.5, 2])], "loss", "The loss", "It falls.", ("noise", 0.5))
        """;

    private const string Square = """
        Plot.Function([("f", x => x * x)], -1, 1, "square", "A square", "It is round.")
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_figures_page_and_the_index_draw_their_charts_offline()
    {
        await RunAsync($"#r \"{Library()}\"\n{Load}", Loss, Square);

        var index = await OpenAsync("out/index.html");
        Assert.Equal([3, 1], index.QuerySelectorAll(".backprop-figure").Select(Traces));
        AssertDrawn(index);
        var page = await OpenAsync("out/figures/01-figures/loss.html");
        Assert.Equal([3], page.QuerySelectorAll(".backprop-figure").Select(Traces));
        Assert.Equal("The loss", page.QuerySelector(".gtitle")?.TextContent);
        AssertDrawn(page);
    }

    [Fact]
    public async Task Without_plotly_js_and_without_a_network_a_figure_says_what_to_do()
    {
        await RunAsync($"#r \"{Library()}\"\nusing Backprop.Figures;", Loss);

        var page = await OpenAsync("out/figures/01-figures/loss.html");
        var message = page.QuerySelector(".backprop-message")!;
        Assert.DoesNotContain("display: none", message.GetAttribute("style") ?? "", StringComparison.Ordinal);
        Assert.Equal("The lossTo draw this chart, run the notebook's first cell: it brings plotly.js.", message.TextContent);
        Assert.Equal("It falls.", page.QuerySelector(".backprop-caption")?.TextContent);
    }

    [Fact]
    public async Task A_figure_before_the_first_cells_output_is_drawn_when_that_arrives()
    {
        await RunAsync($"#r \"{Library()}\"\nusing Backprop.Figures;", Square, "Notebook.Begin()");

        // The index puts what brings plotly.js before the figures; here it comes last, as when the first cell is run late.
        var parts = new HtmlParser().ParseDocument(folder.Read("out/index.html"));
        var figure = parts.QuerySelector(".backprop-figure")!.OuterHtml;
        var late = parts.QuerySelector(".backprop-plotly")!.OuterHtml;
        folder.Write("out/late.html", $"<!doctype html><meta charset=\"utf-8\"><body>{figure}{figure}{late}{late}{figure}</body>");
        var page = await OpenAsync("out/late.html");

        Assert.Equal([1, 1, 1], page.QuerySelectorAll(".backprop-figure").Select(Traces));
        AssertDrawn(page);
    }

    [Fact]
    public async Task Under_RequireJS_plotly_js_reaches_the_page_all_the_same()
    {
        await RunAsync($"#r \"{Library()}\"\n{Load}", Square);

        var page = folder.Read("out/figures/01-figures/square.html");
        const string Amd = "<script>window.define = () => { throw new Error('define was called'); }; window.define.amd = {};</script>";
        folder.Write("out/amd.html", page.Replace("<body>", "<body>" + Amd, StringComparison.Ordinal));
        var drawn = await OpenAsync("out/amd.html");

        Assert.Equal([1], drawn.QuerySelectorAll(".backprop-figure").Select(Traces));
    }

    private static string Library([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "../../../lib/bin/Backprop.dll")).Replace('\\', '/');

    private static int Traces(IElement figure) => figure.QuerySelectorAll(".scatterlayer .trace").Length;

    private static void AssertDrawn(IParentNode page)
    {
        Assert.All(
            page.QuerySelectorAll(".backprop-message"),
            message => Assert.Contains("display: none", message.GetAttribute("style") ?? "", StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll(".backprop-chart"), chart => Assert.Single(chart.QuerySelectorAll(".plot-container")));
    }

    private async Task RunAsync(params string[] cells)
    {
        folder.Write("notebooks/01-figures.ipynb", TestNotebook.Json(cells));
        var result = await LecternProgram.RunAsync(folder.Path);
        Assert.Equal("", result.Errors);
    }

    private async Task<IDocument> OpenAsync(string page) =>
        new HtmlParser().ParseDocument(await TestBrowser.DumpAsync(folder[page]));
}
