using System.Runtime.CompilerServices;

namespace Lectern.Tests;

/// <summary>A notebook that lectern ran, shown by Jupyter and by nbconvert in a browser that has no network.</summary>
public sealed class JupyterTests : IDisposable
{
    private const string Notebook = "out/notebooks/01-figures.ipynb";

    private const string Square = """
        Plot.Function([("f", x => x * x)], -1, 1, "square", "A square", "It is round.")
        """;

    private const string Cube = """
        Plot.Function([("f", x => x * x * x), ("g", x => x)], -1, 1, "cube", "A cube", "It is less round.")
        """;

    /// <summary>Whether an element of the page takes up room.</summary>
    private const string Shown = "(element => element !== null && element.getBoundingClientRect().height > 0)";

    private const string Figures = $$"""
        [...document.querySelectorAll(".backprop-figure")].map(figure => {
          const picture = figure.querySelector(".backprop-picture");
          return {
            traces: figure.querySelectorAll(".scatterlayer .trace").length,
            chart: {{Shown}}(figure.querySelector(".backprop-chart")),
            picture: {{Shown}}(picture) && picture.naturalWidth > 0,
            text: figure.innerText,
          };
        })
        """;

    private const string Trust = "#notification_trusted";

    /// <summary>Whether Jupyter has read the notebook: from then on it says whether it trusts it.</summary>
    private const string Loaded = $"""(document.querySelector("{Trust}")?.innerText ?? "") !== "" """;

    private const string PicturesLoaded = """[...document.querySelectorAll(".backprop-picture")].every(picture => picture.complete)""";

    private const string Drawn = $"({Figures}).length === 2 && ({Figures}).every(each => each.traces > 0 && !each.picture)";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Jupyter_shows_the_pictures_of_a_notebook_that_it_does_not_trust()
    {
        await RunAsync(Square, Cube);

        await using var server = await JupyterServer.StartAsync(folder);
        await using var page = await TestPage.OpenAsync($"{server.Address}notebooks/{Notebook}");

        await page.UntilAsync(Loaded);
        Assert.Equal("Not Trusted", await TextAsync(page, Trust));
        await page.UntilAsync(PicturesLoaded);
        var figures = await page.EvaluateAsync<FigureSeen[]>(Figures);
        Assert.Equal([(0, false, true), (0, false, true)], figures.Select(each => (each.Traces, each.Chart, each.Picture)));
        AssertReadable(figures);
        Assert.Equal("Backprop is loaded, and figures can be drawn without a network.", await TextAsync(page, ".backprop-plotly"));
        Assert.Equal(0, await page.EvaluateAsync<int>("""document.querySelectorAll(".output script").length"""));
        await AssertOfflineAsync(page, server.Address);
    }

    [Fact]
    public async Task Jupyter_shows_a_picture_of_every_kind_of_figure_in_a_notebook_that_it_does_not_trust()
    {
        await RunAsync(
            """
            Plot.Animation(
                [("first", Plot.LossCurve([3.0, 2], "f", "f", "f")), ("last", Plot.LossCurve([3.0, 1], "f", "f", "f"))],
                "moves", "It moves", "It moves.")
            """,
            """
            Plot.SideBySide(
                Plot.LossCurve([3.0, 2], "left", "Left", "On the left."),
                Plot.LossCurve([3.0, 1], "right", "Right", "On the right."))
            """,
            """
            Plot.LossSurface((a, b) => a * a + b * b, (-1, 1), (-1, 1), "space", "Space", "It is deep.", inSpace: true)
            """,
            """
            var a = new Backprop.Scalars.Value(2, "a");
            var L = a * a;
            Plot.BackwardStepper(L, "steps", "Steps", "It steps.")
            """,
            """
            Plot.ComputationGraph(L, "graph", "Graph", "It is there.")
            """);

        await using var server = await JupyterServer.StartAsync(folder);
        await using var page = await TestPage.OpenAsync($"{server.Address}notebooks/{Notebook}");

        await page.UntilAsync(Loaded);
        Assert.Equal("Not Trusted", await TextAsync(page, Trust));
        await page.UntilAsync(PicturesLoaded);
        var figures = await page.EvaluateAsync<FigureSeen[]>(Figures);
        Assert.Equal(Enumerable.Repeat((0, false, true), 6), figures.Select(each => (each.Traces, each.Chart, each.Picture)));
        Assert.All(figures, each => Assert.DoesNotContain("first cell", each.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Jupyter_draws_the_charts_of_a_notebook_that_it_trusts()
    {
        await RunAsync(Square, Cube);
        await JupyterServer.TrustAsync(folder, Notebook);

        await using var server = await JupyterServer.StartAsync(folder);
        await using var page = await TestPage.OpenAsync($"{server.Address}notebooks/{Notebook}");

        await page.UntilAsync(Loaded);
        Assert.Equal("Trusted", await TextAsync(page, Trust));
        await page.UntilAsync(Drawn);
        var figures = await page.EvaluateAsync<FigureSeen[]>(Figures);
        Assert.Equal([(1, true, false), (2, true, false)], figures.Select(each => (each.Traces, each.Chart, each.Picture)));
        AssertReadable(figures);
        await AssertOfflineAsync(page, server.Address);
    }

    [Fact]
    public async Task Under_Jupyters_RequireJS_the_extension_of_Plotly_NET_gets_plotly_js_from_the_notebook()
    {
        await RunAsync(Square, Cube);
        await JupyterServer.TrustAsync(folder, Notebook);

        await using var server = await JupyterServer.StartAsync(folder);
        await using var page = await TestPage.OpenAsync($"{server.Address}notebooks/{Notebook}");

        await page.UntilAsync(Drawn);
        Assert.True(await page.EvaluateAsync<bool>("""
            new Promise(done => requirejs.config({context: "fsharp-plotly", paths: {plotly: "https://cdn.plot.ly/plotly-2.28.0.min"}})(
              ["plotly"], plotly => done(plotly === window.Plotly), () => done(false)))
            """));
        await AssertOfflineAsync(page, server.Address);
    }

    [Theory]
    [InlineData("lab")]
    [InlineData("classic")]
    public async Task A_page_of_nbconvert_draws_the_charts_and_shows_the_pictures_where_no_script_runs(string template)
    {
        await RunAsync(Square, Cube);
        var html = new Uri(folder[await JupyterServer.ConvertAsync(folder, Notebook, "--template", template)]).AbsoluteUri;

        await using (var page = await TestPage.OpenAsync(html))
        {
            await page.UntilAsync(Drawn);
            var figures = await page.EvaluateAsync<FigureSeen[]>(Figures);
            Assert.Equal([(1, true, false), (2, true, false)], figures.Select(each => (each.Traces, each.Chart, each.Picture)));
            AssertReadable(figures);
            Assert.Empty(page.Errors);
        }

        await using (var page = await TestPage.OpenAsync(html, scripts: false))
        {
            await page.UntilAsync("document.readyState === 'complete'");
            var figures = await page.EvaluateAsync<FigureSeen[]>(Figures);
            Assert.Equal([(0, false, true), (0, false, true)], figures.Select(each => (each.Traces, each.Chart, each.Picture)));
            AssertReadable(figures);
        }
    }

    private static string Library([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "../../lib/bin/Backprop.dll")).Replace('\\', '/');

    private static async Task<string> TextAsync(TestPage page, string selector) =>
        (await page.EvaluateAsync<string>($"document.querySelector('{selector}').innerText")).Trim();

    /// <summary>The captions are there, once, and neither the description in JSON nor a script is there as text.</summary>
    private static void AssertReadable(FigureSeen[] figures)
    {
        Assert.Equal(2, figures[0].Text.Split("It is round.").Length);
        Assert.Equal(2, figures[1].Text.Split("It is less round.").Length);
        Assert.All(figures, each => Assert.DoesNotContain('{', each.Text));
    }

    private static async Task AssertOfflineAsync(TestPage page, string server)
    {
        Assert.Empty(page.Errors);
        var requests = await page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map(entry => entry.name)");
        Assert.All(
            requests.Where(address => address.StartsWith("http", StringComparison.Ordinal)),
            address => Assert.StartsWith(server, address, StringComparison.Ordinal));
    }

    private async Task RunAsync(params string[] cells)
    {
        JupyterServer.SkipUnlessInstalled();
        TestBrowser.Program();
        folder.Write("notebooks/01-figures.ipynb", TestNotebook.Json(
            [$"#r \"{Library()}\"\nusing Backprop.Figures;\nNotebook.Begin()", .. cells]));
        var result = await LecternProgram.RunAsync(folder.Path);
        Assert.Equal("", result.Errors);
    }

    private sealed record FigureSeen(int Traces, bool Chart, bool Picture, string Text);
}
