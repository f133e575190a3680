using Lectern.Figures.Chromium;
using Lectern.Notebooks;
using Lectern.Rendering;
using Lectern.Tests.Course;

namespace Lectern.Tests.Rendering;

public sealed class FormulaSetterTests
{
    [Fact]
    public async Task Every_formula_of_the_course_is_set()
    {
        var set = await SetAsync([.. CourseNotebook.CourseNames.Concat(CourseNotebook.SolutionNames).Select(Read)]);
        Assert.All(Read("04-manual-grad").Notebook.Cells.SelectMany(CellMarkdown.Formulas), formula => Assert.Contains("<svg", set[formula], StringComparison.Ordinal));

        static (string, Notebook Notebook) Read(string name) => (name, Notebook.Read(Path.Combine(CourseNotebook.Home, name + ".ipynb")));
    }

    [Fact]
    public async Task All_formulas_that_MathJax_refuses_are_named_with_their_place_and_the_reason()
    {
        var exception = await Assert.ThrowsAsync<FormulaException>(
            () => SetAsync([("one", TestCell.NotebookOf(@"Right: $\alpha$", @"Wrong: $\alhpa + 1$")), ("two", TestCell.NotebookOf(@"$$\frac{1}{2$$ and $\alhpa + 1$"))]));
        Assert.Equal(
            [
                @"one, cell 2 (some-text): $\alhpa + 1$: Undefined control sequence \alhpa",
                @"two, cell 1 (some-text): $$\frac{1}{2$$: Missing close brace",
                @"two, cell 1 (some-text): $\alhpa + 1$: Undefined control sequence \alhpa",
            ],
            exception.Problems);
    }

    [Fact]
    public async Task A_formula_stands_on_the_line_of_its_text_has_its_colour_and_can_be_heard()
    {
        await using var page = await OpenAsync("<i></i>Let $x$ and $x_1$ and $p$ be.");
        var places = await page.EvaluateAsync<double[]>("""
            [document.querySelector("i"), ...document.querySelectorAll("mjx-container")].map(element =>
                (element.querySelector("path") ?? element).getBoundingClientRect().bottom)
            """, TestContext.Current.CancellationToken);
        Assert.All(places![1..3], place => Assert.Equal(places[0], place, tolerance: 1)); // the x of both, on the line
        Assert.InRange(places[3] - places[0], 2, 8); // p goes below it

        Assert.Equal("rgb(1, 2, 3)", await page.EvaluateAsync<string>(
            """getComputedStyle(document.querySelector("mjx-container path")).fill""", TestContext.Current.CancellationToken));
        Assert.Equal("<mi>x</mi>", await page.EvaluateAsync<string>(
            """document.querySelector("mjx-container svg[aria-hidden=true] + mjx-assistive-mml > math").innerHTML""", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task No_line_breaks_between_a_formula_and_the_full_stop_behind_it_or_the_bracket_before_it()
    {
        // With one more letter each, the line's end comes to every place within it.
        var lines = string.Join("\n\n", Enumerable.Range(1, 12).Select(length => $"{new string('m', 16)} {new string('i', 2 * length)} then comes ($x^2$)."));
        await using var page = await OpenAsync(lines);
        Assert.True(await page.EvaluateAsync<bool>("""
            [...document.querySelectorAll("p")].every(p => new Set([...p.querySelectorAll(".kept")].flatMap(kept => [...kept.getClientRects()].map(box => box.top))).size === 1)
            """, TestContext.Current.CancellationToken));
        Assert.Equal(12, await page.EvaluateAsync<int>("""
            [...document.querySelectorAll(".kept")].filter(kept => kept.innerText.replaceAll(/\s/g, "").match(/^\(.*\)\.$/)).length
            """, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("$$a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u + v$$")]
    [InlineData("Let $a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u + v$ be.")]
    public async Task A_formula_that_is_wider_than_a_phone_scrolls_by_itself_and_by_the_keyboard(string text)
    {
        await using var page = await OpenAsync(text);
        Assert.True(await page.EvaluateAsync<bool>("""
            (formula => document.documentElement.scrollWidth <= innerWidth && formula.scrollWidth > formula.clientWidth && formula.tabIndex === 0)(
                document.querySelector("mjx-container"))
            """, TestContext.Current.CancellationToken));
    }

    private static async Task<SetFormulas> SetAsync(IReadOnlyList<(string, Notebook)> notebooks)
    {
        var script = await TestDocfx.MathJaxAsync();
        await using var browser = await TestBrowser.StartAsync();
        return await FormulaSetter.SetAsync(browser, script, notebooks, TestContext.Current.CancellationToken);
    }

    /// <summary>A page of one text, on a phone.</summary>
    private static async Task<OpenPage> OpenAsync(string text)
    {
        var script = await TestDocfx.MathJaxAsync();
        var notebook = TestCell.NotebookOf(text);
        var browser = await TestBrowser.StartAsync();
        var formulas = await FormulaSetter.SetAsync(browser, script, [("", notebook)], TestContext.Current.CancellationToken);
        var html = new CellRenderer(formulas, link => link, notebook).Text(notebook.Cells[0]);
        return new OpenPage(browser, await browser.OpenHtmlAsync(
            $$"""
            <!doctype html><style>{{RenderingAsset.CellStyle}}{{formulas.Style}}body { color: rgb(1, 2, 3); } i { display: inline-block; }</style>{{html}}
            """,
            new View(390, 844),
            TestContext.Current.CancellationToken));
    }

    private sealed record OpenPage(Browser Browser, BrowserPage Page) : IAsyncDisposable
    {
        public Task<T?> EvaluateAsync<T>(string script, CancellationToken cancellationToken) => Page.EvaluateAsync<T>(script, cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await Page.DisposeAsync();
            await Browser.DisposeAsync();
        }
    }
}
