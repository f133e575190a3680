using Lectern.Figures.Chromium;

namespace Lectern.Tests.Site;

public sealed class SiteTests(CourseSite site) : IClassFixture<CourseSite>
{
    private static readonly View Screen = new(1600, 900);
    private static readonly View Phone = new(390, 844);

    private const string Drawn = """
        [...document.querySelectorAll(".backprop-chart")].every(chart => chart.querySelector("svg.main-svg"))
            && [...document.querySelectorAll("img.backprop-picture")].every(picture => !picture.checkVisibility())
        """;

    [Theory]
    [MemberData(nameof(CourseSite.Views), MemberType = typeof(CourseSite))]
    public async Task A_page_opens_whole_and_alone(string path, bool served, int width, int height)
    {
        await using var page = await site.OpenAsync(path, served, new View(width, height));
        await page.UntilAsync(Drawn);

        Assert.Empty(page.Errors);
        var address = site.Address(served);
        Assert.All(
            await page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map(entry => entry.name)"),
            requested => Assert.True(requested.StartsWith(address, StringComparison.Ordinal) || requested.StartsWith("data:", StringComparison.Ordinal), requested));
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        Assert.DoesNotContain("$", await page.EvaluateAsync<string>("""
            (text => { text.querySelectorAll("pre, code, script, style").forEach(one => one.remove()); return text.textContent; })(document.body.cloneNode(true))
            """), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CourseSite.Home)]
    [InlineData(CourseSite.Notebook)]
    [InlineData(CourseSite.Tensor)]
    public async Task Axe_finds_nothing_wrong_with_a_light_page_on_a_screen_or_a_dark_one_on_a_phone(string path)
    {
        foreach (var (view, theme) in new[] { (Screen, "light"), (Phone, "dark") })
        {
            await using var page = await site.OpenAsync(path, served: false, view);
            await page.UntilAsync(Drawn);
            await page.EvaluateAsync<string>($"document.documentElement.dataset.theme = '{theme}'");
            Assert.Empty(await Axe.FaultsAsync(page));
        }
    }

    [Fact]
    public async Task A_formula_that_is_wider_than_a_phone_keeps_its_size_and_scrolls()
    {
        await using var page = await site.OpenAsync(CourseSite.Notebook, served: false, Phone);
        var widths = await page.EvaluateAsync<double[]>("""
            (formula => [formula.clientWidth, formula.scrollWidth, formula.querySelector("svg").getBoundingClientRect().width])(
              [...document.querySelectorAll("mjx-container[display='true']")].at(-1))
            """);
        Assert.InRange(widths[0], 300, 390);
        Assert.InRange(widths[2], 450, widths[1] + 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_theme_that_a_reader_chooses_stays(bool served)
    {
        await using var page = await site.OpenAsync(CourseSite.Home, served, Screen);
        var paper = "getComputedStyle(document.body).backgroundColor";
        await page.EvaluateAsync<object?>("localStorage.clear()");
        await page.ClickAsync("document.querySelector('.theme')");
        var light = await page.EvaluateAsync<string>(paper);
        await page.ClickAsync("document.querySelector('.theme')");
        var dark = await page.EvaluateAsync<string>(paper);
        Assert.Equal("rgb(255, 255, 255)", light);
        Assert.NotEqual(light, dark);

        await using var other = await site.OpenAsync(CourseSite.Notebook, served, Screen);
        Assert.Equal(dark, await other.EvaluateAsync<string>(paper));
        await page.EvaluateAsync<object?>("localStorage.clear()");
    }

    [Theory]
    [InlineData(true, "abracadabra", "notebooks/02-second.html#another-part")]
    [InlineData(false, "abracadabra", "notebooks/02-second.html#another-part")]
    [InlineData(true, "sumto", "api/Backprop.Tensor.html#Backprop_Tensor_SumTo_Backprop_Shape_")]
    public async Task Search_leads_to_the_section(bool served, string word, string target)
    {
        await using var page = await site.OpenAsync("data.html", served, Screen);
        await page.ClickAsync("document.querySelector('.search input')");
        foreach (var letter in word) await page.PressAsync(letter.ToString());
        await page.UntilAsync("document.querySelector('.found a') !== null");
        Assert.Equal(site.Address(served) + target, await page.EvaluateAsync<string>("document.querySelector('.found a').href"));
    }

    [Fact]
    public async Task On_a_phone_the_list_of_pages_opens_and_a_figure_keeps_its_shape()
    {
        await using var page = await site.OpenAsync(CourseSite.Notebook, served: false, Phone);
        await page.UntilAsync(Drawn);
        var list = "document.querySelector('.pages').checkVisibility()";
        Assert.False(await page.EvaluateAsync<bool>(list));
        await page.ClickAsync("document.querySelector('.menu')");
        Assert.True(await page.EvaluateAsync<bool>(list));

        await page.UntilAsync("document.querySelector('.backprop-chart').offsetWidth === 944");
        Assert.Equal(0.6, await page.EvaluateAsync<double>("(chart => chart.getBoundingClientRect().width / chart.offsetWidth)(document.querySelector('.backprop-chart'))"), 2);
    }

    [Fact]
    public async Task The_stepper_steps_by_its_keys()
    {
        await using var page = await site.OpenAsync(CourseSite.Notebook, served: false, Screen);
        await page.UntilAsync("[...document.querySelectorAll('.backprop-figure')].some(figure => figure.backpropSteps)");
        await page.EvaluateAsync<object?>("[...document.querySelectorAll('.backprop-figure')].find(figure => figure.backpropSteps).focus()");
        await page.PressAsync("ArrowRight");
        Assert.Contains("step 2 of", await page.EvaluateAsync<string>("document.querySelector('article').innerText"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_has_its_neighbours_its_file_and_its_solutions_folded()
    {
        var page = await site.ReadAsync(CourseSite.Notebook);
        Assert.Equal("02-second.html", page.QuerySelector(".next .later")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector(".next .earlier"));
        Assert.Equal(["01-first.ipynb", "solutions/01-first.ipynb"], page.QuerySelectorAll(".where a").Select(link => link.GetAttribute("href")));
        Assert.Equal(site.Folder.Read("notebooks/01-first.ipynb"), site.Folder.Read("out/pages/notebooks/01-first.ipynb"));

        var solution = Assert.Single(page.QuerySelectorAll("details.solution:not([open])"));
        Assert.Equal("Console.WriteLine(\"solved\");", solution.QuerySelector("pre.code")!.TextContent);
        Assert.Equal("solved", solution.QuerySelector("pre.output")!.TextContent);
        Assert.StartsWith("Because", solution.QuerySelector("p")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_page_shows_the_notebooks_with_what_they_ask()
    {
        var page = await site.ReadAsync(CourseSite.Home);
        Assert.Equal("A course", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("What it is about.", page.QuerySelector(".opening")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("The first picture", page.QuerySelector(".opening img")!.GetAttribute("alt"));
        Assert.Equal(["01 · The first", "02 · The second"], page.QuerySelectorAll(".notebooks h3").Select(heading => heading.TextContent));
        Assert.Equal("What comes then?", page.QuerySelector(".notebooks li:last-child p")!.TextContent);
        Assert.DoesNotContain("Not on the first page", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/Backprop.Data.Digits.html", "ToString()", "Deconstruct GetHashCode operator")] // a record
    [InlineData("api/Backprop.VectorJacobianProduct.html", "The pullback of an operation", "Invoke Constructors")] // a delegate
    [InlineData("api/Backprop.Layers.Parameter.html", "Inherited Members", "GetType() ReferenceEquals(")] // of every object
    public async Task The_reference_says_nothing_of_what_only_the_compiler_wrote(string path, string said, string unsaid)
    {
        var text = (await site.ReadAsync(path)).QuerySelector("main")!.TextContent;
        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.All(unsaid.Split(' '), word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_reference_is_marked_as_code_of_notebooks_is()
    {
        var page = await site.ReadAsync(CourseSite.Tensor);
        Assert.Contains("public Tensor SumTo(Shape shape)", page.QuerySelectorAll("pre.code").Select(code => code.TextContent));
        Assert.Empty(page.QuerySelectorAll("code.lang-csharp"));
        Assert.NotEmpty(page.QuerySelectorAll("pre.code .keyword"));
        Assert.NotNull(page.QuerySelector("nav.pages details[open] [aria-current=page]"));
    }
}
