using Lectern.Figures.Chromium;
using static Lectern.Tests.Slides.SlidesNotebook;

namespace Lectern.Tests.Slides;

/// <summary>A deck with everything that slides can hold, made once for all tests that look at it.</summary>
public sealed class SampleDeck : IAsyncDisposable
{
    private const string Name = "01-sample";

    /// <summary>Wide, so that its letters would be too small beside anything else, and long, so that it takes all of the stage.</summary>
    private const string LongCode = """
        double Half(double x) => x / 2;
        double Twice(double x) => 2 * x;
        double TheSameAgain(double x) => Half(Twice(Half(Twice(Half(Twice(x))))));
        Console.WriteLine($"half of three is {Half(3)}, and twice is {Twice(3)}");
        """;

    private readonly TemporaryFolder folder = new();
    private readonly SharedBrowser browser;

    public SampleDeck() => browser = new SharedBrowser(MakeAsync);

    internal static string Notebook => Json(
        Code("skip", CourseLibrary.FirstCell),
        Text("slide", "# A sample\n\nWith a formula, $x^2$, and one of several lines:\n\n$$\\begin{aligned}\na &= b \\\\\n&= c\n\\end{aligned}$$"),
        Text("notes", "Say *hello* and $x^2$ to everybody."),
        Text("fragment", "A fragment."),
        Text("slide", "## Figures"),
        Text("subslide", "Here is a chart."),
        Code("subslide", "Plot.Function([(\"sine\", Math.Sin)], -3, 3, name: \"sine\", title: \"The sine\", caption: \"It goes up and down.\")"),
        Code("subslide", """
            Value a = new(2, "a"), b = new(-3, "b");
            Value L = a * b + a;
            L.Backward();
            Plot.BackwardStepper(L, name: "steps", title: "Steps", caption: "Step by step.", names: [("L", L)])
            """),
        Text("slide", "## Much code\n\nA table:\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
        Code("fragment", LongCode),
        Code("subslide", """
            Value d = new(2, "d"), D = d * d;
            Plot.SideBySide(
                Plot.ComputationGraph(D, name: "left", title: "Left", caption: "A graph.", names: [("D", D)]),
                Plot.ComputationGraph(D, name: "right", title: "Right", caption: "Another one.", names: [("D", D)]))
            """),
        Text("slide", $"## A long text\n\n{string.Join("\n\n", Enumerable.Repeat("A paragraph that takes a line of the slide, and says nothing.", 40))}"),
        Text("slide", "## The end"));

    /// <summary>Where the deck lies, once it has been made.</summary>
    internal async Task<string> PathAsync(string name = $"{Name}.html")
    {
        await browser.GetAsync();
        return folder[$"out/slides/{name}"];
    }

    internal string[] Files => folder.Files("out/slides");

    /// <summary>Opens the deck at a position, as in "3/2/1".</summary>
    internal async Task<TestPage> OpenAsync(View view, string position = "1/1")
    {
        var shared = await browser.GetAsync();
        return await TestPage.OpenAsync(shared, $"{new Uri(folder[$"out/slides/{Name}.html"]).AbsoluteUri}#/{position}", view);
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        folder.Dispose();
    }

    private async Task MakeAsync()
    {
        await TestDocfx.SkipUnlessRestoredAsync();
        folder.Write(".config/dotnet-tools.json", await File.ReadAllTextAsync(Path.Combine(TestDocfx.Project, ".config/dotnet-tools.json")));
        folder.Write($"notebooks/{Name}.ipynb", Notebook);
        var result = await LecternProgram.RunAsync(folder.Path, "slides", "--pdf");
        Assert.Equal("", result.Errors);
    }
}
