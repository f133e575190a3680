using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Lectern.Figures.Chromium;

namespace Lectern.Tests.Site;

/// <summary>A project with a small course and the real library, and the website that lectern makes of it, once for all tests.</summary>
public sealed class CourseSite : IAsyncDisposable
{
    public const string Home = "index.html";
    public const string Notebook = "notebooks/01-first.html";
    public const string Tensor = "api/Backprop.Tensor.html";

    private static readonly string[] Pages = [Home, Notebook, Tensor];
    private static readonly string[] OtherPages = ["notebooks/02-second.html", "data.html", "licence.html", "api/Backprop.html", "api/Backprop.Shape.html"];
    private static readonly string[] Copied =
        [".config/dotnet-tools.json", "LICENSE", "data/README.md", "docs/01-chain-rule.png", "lib/bin/Backprop.dll", "lib/bin/Backprop.xml"];

    private static readonly bool[] Served = [true, false];
    private static readonly View[] Sizes = [new(1600, 900), new(390, 844)];

    private readonly TemporaryFolder folder = new();
    private readonly SharedBrowser browser;
    private LocalServer? server;

    public CourseSite() => browser = new SharedBrowser(MakeAsync);

    /// <summary>The pages with most on them from a server and from disk, on a screen and on a phone; others where there is least.</summary>
    public static TheoryData<string, bool, int, int> Views =>
    [
        .. from page in Pages from served in Served from size in Sizes select (page, served, size.Width, size.Height),
        .. OtherPages.Select(page => (page, false, Sizes[^1].Width, Sizes[^1].Height)),
    ];

    internal TemporaryFolder Folder => folder;

    internal async Task<IHtmlDocument> ReadAsync(string page)
    {
        await BrowserAsync();
        return await new HtmlParser().ParseDocumentAsync(folder.Read("out/pages/" + page), TestContext.Current.CancellationToken);
    }

    /// <summary>Opens a page.</summary>
    internal async Task<TestPage> OpenAsync(string page, bool served, View view)
    {
        var shared = await BrowserAsync();
        return await TestPage.OpenAsync(shared, Address(served) + page, view);
    }

    /// <summary>Where the site begins.</summary>
    internal string Address(bool served) => served ? server!.Address : new Uri(folder["out/pages"]).AbsoluteUri + "/";

    internal Task<LecternProgram.Result> RunAsync(params string[] arguments) => LecternProgram.RunAsync(folder.Path, arguments);

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        server?.Dispose();
        folder.Dispose();
    }

    /// <summary>The browser for all tests, once the site has been made.</summary>
    internal Task<Browser> BrowserAsync() => browser.GetAsync();

    private async Task MakeAsync()
    {
        await TestDocfx.SkipUnlessRestoredAsync();
        foreach (var file in Copied)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[file])!);
            File.Copy(Path.Combine(TestDocfx.Project, file), folder[file]);
        }

        folder.Write("README.md", "# A course\n\nWhat it is about.\n\n![The first picture](docs/01-chain-rule.png)\n\n## How to use it\n\nNot on the first page.\n");
        folder.Write("notebooks/01-first.ipynb", Json(
            ("title", "# 01 · The first\n\n**What is $x^2$ good for?**\n\n$$\\begin{aligned}\na &= b \\\\\nc &= d\n\\end{aligned}$$\n\nIt is followed by [the second](02-second.ipynb#a-part) and uses [data](../data/README.md)."),
            ("load", CourseLibrary.FirstCell),
            ("part", "## A part\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n$$a = b, \\qquad c = d, \\qquad e = f, \\qquad g = h, \\qquad i = j, \\qquad k = l$$"),
            ("chart", "Plot.Function([(\"x²\", x => x * x)], -1, 1, \"square\", \"The square\", \"It opens upwards.\")"),
            ("stepper", "Value w = new(2, \"w\"), L = w * w;\nPlot.BackwardStepper(L, \"stepper\", \"A square, step by step\", \"Two paths.\", [(\"L\", L)])"),
            ("exercises", "## Exercises"),
            ("exercise-a", "Console.WriteLine(\"still open\");"),
            ("exercise-b", "Console.WriteLine(\"no exercise is solved by the same code\");")));
        folder.Write("notebooks/02-second.ipynb", Json(("title", "# 02 · The second\n\n**What comes then?**\n\n## A part\n\n## Another part\n\nThe end, an abracadabra."), ("load", CourseLibrary.FirstCell)));
        folder.Write("notebooks/solutions/01-first.ipynb", Json(
            ("title", "# 01 · The first: solutions"),
            ("load", CourseLibrary.FirstCell),
            ("exercise-a", "Console.WriteLine(\"solved\");"),
            ("exercise-a-why", "Because $1 + 1 = 2$."),
            ("exercise-b", "Console.WriteLine(\"no exercise is solved by the same code\");")));
        Assert.Equal("", (await RunAsync("pages")).Errors);
        server = new LocalServer(folder["out/pages"]);
    }

    /// <summary>What is no code begins like a text of Markdown.</summary>
    private static string Json(params (string Id, string Source)[] cells) => TestNotebook.Document(cells.Select(Cell));

    private static JsonObject Cell((string Id, string Source) cell)
    {
        JsonObject json = new() { ["cell_type"] = "markdown", ["id"] = cell.Id, ["metadata"] = new JsonObject(), ["source"] = cell.Source };
        if (cell.Source[0] == '#' && cell.Source[1] != 'r' || cell.Id.EndsWith("-why", StringComparison.Ordinal)) return json;

        json["cell_type"] = "code";
        json["execution_count"] = null;
        json["outputs"] = new JsonArray();
        return json;
    }
}
