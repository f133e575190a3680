using Lectern.Execution;
using Lectern.Figures;
using Lectern.Notebooks;
using Lectern.Tests.Course;

namespace Lectern.Tests.Figures;

/// <summary>Charts that cells draw with Plotly.NET itself, which are figures like the course's own.</summary>
public sealed class PlotlyNetTests : IDisposable
{
    /// <summary>What the notebook draws: the first trace's type, and the title that a page shows.</summary>
    public static readonly (string? Type, string Title)[] Charts =
        [("scatter", "A chart"), ("scatter", "Squares & more"), ("bar", "A chart"), ("scatter", "A chart")];

    public static readonly string NotebookPath =
        Path.GetFullPath(Path.Combine(CourseNotebook.Home, "../tests/Lectern.Tests/Figures/plotly-net.ipynb"));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Lectern_shows_them_with_the_same_bytes_in_every_run()
    {
        var (first, second) = (await RunAsync(), await RunAsync());

        Assert.Equal(Charts, Seen(first));
        Assert.Equal(first.ToJson(), second.ToJson());
    }

    [Fact]
    public async Task They_are_drawn_without_a_network()
    {
        TestBrowser.Program();

        var result = await LecternProgram.RunAsync(folder.Path, NotebookPath);

        Assert.Equal("", result.Errors);
        await using var page = await TestPage.OpenAsync(new Uri(folder["out/index.html"]).AbsoluteUri);
        await AssertDrawnAsync(page);
    }

    /// <summary>The charts that a notebook shows, as far as <see cref="Charts"/> tells of them.</summary>
    internal static IEnumerable<(string? Type, string Title)> Seen(Notebook notebook) =>
        FigureFinder.Find(notebook).Figures.Select(figure => (figure.Description?["content"]?["data"]?[0].Text("type"), figure.Title));

    /// <summary>Each has its traces, and the page has asked for nothing and complains of nothing.</summary>
    internal static async Task AssertDrawnAsync(TestPage page)
    {
        const string Traces = """
            [...document.querySelectorAll(".backprop-figure")].map(figure => figure.querySelectorAll(".trace").length)
            """;
        await page.UntilAsync($"JSON.stringify({Traces}) === '[1,1,1,2]'");
        Assert.Equal(
            ["time in s", "height"],
            await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.xtitle, .ytitle')].map(title => title.textContent)"));
        var widths = await page.EvaluateAsync<int[]>(
            "[...document.querySelectorAll('.backprop-chart .main-svg:first-child')].map(chart => +chart.getAttribute('width'))");
        Assert.Equal([800, 600, 600, 600], widths);
        Assert.Empty(page.Errors);
    }

    private static async Task<Notebook> RunAsync()
    {
        var notebook = Notebook.Read(NotebookPath);
        var run = await new NotebookRunner(TimeSpan.FromMinutes(1)).RunAsync(
            notebook, Path.GetDirectoryName(NotebookPath)!, new Progress<int>(), TestContext.Current.CancellationToken);
        Assert.True(run.Failure is null, $"{run.Failure}");
        return notebook;
    }
}
