using System.Text;
using System.Text.RegularExpressions;
using Lectern.Figures.Chromium;

namespace Lectern.Tests.Slides;

/// <summary>A deck as the browser shows it, with the network off.</summary>
public sealed partial class DrawnDeckTests(SampleDeck deck) : IClassFixture<SampleDeck>
{
    private const string Current = "document.querySelector('.slide.current')";

    private static readonly View Projector = new(1600, 900);
    private static readonly View Phone = new(390, 844);

    /// <summary>The sample's places.</summary>
    private const string Chart = "2/3/1", Stepper = "2/4/1", Row = "3/2/1", LongText = "4/1";

    [Theory]
    [InlineData(1600, 900)]
    [InlineData(390, 844)]
    public async Task Every_slide_is_readable_whole_and_faultless(int width, int height)
    {
        await using var page = await deck.OpenAsync(new View(width, height));
        HashSet<string> faults = [];
        for (var (position, presses) = ("#/1/1", 0); position != "#/5/1"; position = await PositionAsync(page), presses++)
        {
            Assert.True(presses < 30, $"after {presses} presses of Page Down the deck is at {position}");
            Assert.Equal("", await page.EvaluateAsync<string>(TooWide));
            Assert.Equal("", await page.EvaluateAsync<string>(TooSmall));
            faults.UnionWith((await Axe.FaultsAsync(page)).Select(fault => $"{position}: {fault}"));
            await page.PressAsync("PageDown");
        }

        Assert.Empty(faults);
        Assert.Empty(page.Errors);
        Assert.Equal("", await page.EvaluateAsync<string>(FromElsewhere));
        Assert.DoesNotContain("$", await page.EvaluateAsync<string>("[...document.querySelectorAll('.item.text')].map(item => item.textContent).join()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_is_drawn_when_its_slide_is_shown_as_large_as_its_place()
    {
        await using var page = await deck.OpenAsync(Projector);
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('.main-svg').length"));
        await page.EvaluateAsync<object?>($"location.hash = '#/{Chart}'");
        await page.UntilAsync($"{Current}.querySelector('.scatterlayer .trace path') != null");
        var (wide, high) = await SizeAsync(page, ".main-svg");
        Assert.InRange(wide, 1000, 1488);
        Assert.InRange(high, 600, 800);
        Assert.True(await page.EvaluateAsync<bool>($"getComputedStyle({Current}.querySelector('img.backprop-picture') ?? {Current}.querySelector('.backprop-message')).display === 'none'"));
    }

    [Fact]
    public async Task Figures_of_a_row_stand_below_each_other_where_that_makes_them_larger()
    {
        await using var page = await deck.OpenAsync(Projector, Row);
        var places = await page.EvaluateAsync<double[]>($"[...{Current}.querySelectorAll('svg.backprop-picture')].flatMap(one => [one.getBoundingClientRect().left, one.getBoundingClientRect().top])");
        Assert.Equal(4, places.Length);
        Assert.Equal(places[0], places[2], 1.0);
        Assert.True(places[3] > places[1] + 100, $"the second graph is at {places[3]}, and the first at {places[1]}");
        Assert.InRange(await page.EvaluateAsync<double>($"+{Current}.querySelector('.figures').dataset.factor"), 1.2, 1.7);
    }

    [Theory]
    [InlineData("1/1", "")] // the heading is the deck's own
    [InlineData("2/1", "")] // said on the slide
    [InlineData("2/4", "Figures")]
    [InlineData("3/2", "Much code")]
    public async Task The_bar_says_under_which_heading_a_slide_stands(string position, string section)
    {
        await using var page = await deck.OpenAsync(Projector, position);
        Assert.Equal(section, await page.EvaluateAsync<string>("document.querySelector('.bar .section').textContent"));
    }

    [Fact]
    public async Task Formulas_are_set()
    {
        await using var page = await deck.OpenAsync(Projector);
        Assert.Equal(2, await page.EvaluateAsync<int>($"{Current}.querySelectorAll('mjx-container svg').length"));
        Assert.Equal(2, await page.EvaluateAsync<int>($"{Current}.querySelectorAll('mjx-container math').length"));
    }

    [Fact]
    public async Task Arrows_step_a_stepper_that_has_the_focus_and_Escape_gives_them_back_to_the_deck()
    {
        await using var page = await deck.OpenAsync(Projector, Stepper);
        await page.UntilAsync($"{Current}.querySelector('.backprop-figure button') != null");
        await page.EvaluateAsync<object?>($"{Current}.querySelector('.backprop-figure').focus()");
        const string step = $"{Current}.querySelector('.backprop-figure').innerText.match(/step (\\d+) of/)[1]";
        Assert.Equal("1", await page.EvaluateAsync<string>(step));

        await page.PressAsync("ArrowRight");
        await page.PressAsync("ArrowRight");
        Assert.Equal("3", await page.EvaluateAsync<string>(step));
        Assert.Equal($"#/{Stepper}", await PositionAsync(page));

        await page.PressAsync("Escape");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.classList.contains('overview')"));
        await page.PressAsync("ArrowRight");
        Assert.Equal("#/3/1", await PositionAsync(page));
    }

    [Fact]
    public async Task Right_and_left_go_step_by_step_and_from_slide_to_slide()
    {
        await using var page = await deck.OpenAsync(Projector);
        Assert.DoesNotContain("A fragment.", await ShownAsync(page), StringComparison.Ordinal);
        await page.PressAsync("ArrowRight");
        Assert.Equal("#/1/1/1", await PositionAsync(page));
        Assert.Contains("A fragment.", await ShownAsync(page), StringComparison.Ordinal);

        await page.PressAsync("ArrowRight");
        Assert.Equal("#/2/1", await PositionAsync(page));
        Assert.Contains("Figures", await ShownAsync(page), StringComparison.Ordinal);

        await page.PressAsync("ArrowLeft");
        Assert.Equal("#/1/1/1", await PositionAsync(page));
    }

    [Fact]
    public async Task Down_and_up_stay_in_a_column_and_Home_and_End_go_to_the_ends()
    {
        await using var page = await deck.OpenAsync(Projector, "2/3");
        List<string> positions = [];
        foreach (var key in new[] { "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "End", "Home", "Space", "PageDown", "PageUp" })
        {
            await page.PressAsync(key);
            positions.Add(await PositionAsync(page));
        }

        Assert.Equal(["#/2/4", "#/2/4", "#/2/3", "#/2/2", "#/2/1", "#/2/1", "#/5/1", "#/1/1", "#/1/1/1", "#/2/1", "#/1/1/1"], positions);
    }

    [Fact]
    public async Task A_reload_shows_the_same_step()
    {
        await using var page = await deck.OpenAsync(Projector, "1/1/1");
        Assert.Equal("#/1/1/1", await PositionAsync(page));
        Assert.Contains("A fragment.", await ShownAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_code_shows_waits_for_the_next_step()
    {
        await using var page = await deck.OpenAsync(Projector, "3/1/1");
        Assert.Contains("Console", await ShownAsync(page), StringComparison.Ordinal);
        Assert.DoesNotContain("half of three is 1.5", await ShownAsync(page), StringComparison.Ordinal);
        await page.PressAsync("ArrowRight");
        Assert.Contains("half of three is 1.5", await ShownAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_longer_than_the_slide_says_so_and_scrolls_before_the_slide_turns()
    {
        await using var page = await deck.OpenAsync(Projector, LongText);
        Assert.True(await page.EvaluateAsync<bool>($"{Current}.classList.contains('more')"));
        var presses = 0;
        for (; await PositionAsync(page) == "#/4/1" && presses < 20; presses++) await page.PressAsync("ArrowRight");
        Assert.InRange(presses, 2, 6);
        Assert.Equal("#/5/1", await PositionAsync(page));
    }

    [Fact]
    public async Task The_overview_shows_all_slides_and_arrows_and_Enter_choose_one()
    {
        await using var page = await deck.OpenAsync(Projector, "2/1");
        await page.PressAsync("o");
        await page.UntilAsync("document.querySelectorAll('.slide.prepared').length === document.querySelectorAll('.slide').length");
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.slide')].every(slide => getComputedStyle(slide).visibility === 'visible')"));
        await page.PressAsync("ArrowRight");
        await page.PressAsync("ArrowRight");
        Assert.Equal("Overview: slide 4 of 9: Figures", await page.EvaluateAsync<string>("document.querySelector('.status').textContent"));
        Assert.Empty(await Axe.FaultsAsync(page));
        await page.PressAsync("Enter");
        Assert.Equal("#/2/3", await PositionAsync(page));
        Assert.Equal(1, await page.EvaluateAsync<int>("[...document.querySelectorAll('.slide')].filter(slide => getComputedStyle(slide).visibility === 'visible').length"));

        await page.PressAsync("Escape");
        await page.ClickAsync("document.querySelectorAll('.slide')[8]");
        Assert.Equal("#/5/1", await PositionAsync(page));
    }

    [Fact]
    public async Task The_window_of_the_notes_follows_the_deck_and_turns_it()
    {
        const string notes = "window.open('', 'lectern-notes').document";
        await using var page = await deck.OpenAsync(Projector);
        await page.PressAsync("s");
        await page.UntilAsync($"{notes}.querySelector('.text')?.textContent.includes('Say hello')");
        Assert.Equal(1, await page.EvaluateAsync<int>($"{notes}.querySelectorAll('.text svg').length"));
        Assert.Matches("^00:0[0-9]$", await page.EvaluateAsync<string>($"{notes}.querySelector('.clock').textContent"));

        await page.PressAsync("End");
        Assert.Equal("Slide 9 of 9", await page.EvaluateAsync<string>($"{notes}.querySelector('.where').textContent"));
        await page.EvaluateAsync<object?>($"{notes}.querySelector('.back').click()");
        await page.EvaluateAsync<object?>($"{notes}.dispatchEvent(new KeyboardEvent('keydown', {{key: 'Home'}}))");
        Assert.Equal("#/1/1", await PositionAsync(page));
        await page.EvaluateAsync<object?>($"{notes}.dispatchEvent(new KeyboardEvent('keydown', {{key: 'ArrowRight'}}))");
        await page.EvaluateAsync<object?>($"{notes}.querySelector('.next').click()");
        Assert.Equal("#/2/1", await PositionAsync(page));
        await page.EvaluateAsync<object?>($"{notes}.defaultView.close()");
    }

    [Fact]
    public async Task A_change_of_slides_is_told_to_who_cannot_see_it()
    {
        await using var page = await deck.OpenAsync(Projector, "2/2");
        Assert.Equal("Slide 3 of 9: Figures", await page.EvaluateAsync<string>("document.querySelector('[aria-live]').textContent"));
    }

    [Fact]
    public async Task Keys_make_the_screen_black_and_dark_and_list_themselves()
    {
        await using var page = await deck.OpenAsync(Projector);
        const string black = "document.documentElement.classList.contains('black')";
        await page.PressAsync("b");
        Assert.True(await page.EvaluateAsync<bool>(black));
        await page.PressAsync("ArrowRight");
        Assert.False(await page.EvaluateAsync<bool>(black));

        await page.PressAsync("d");
        Assert.Equal("rgb(20, 24, 30)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Empty(await Axe.FaultsAsync(page));

        await page.PressAsync("?");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('dialog').open"));
        Assert.Empty(await Axe.FaultsAsync(page));
        await page.PressAsync("Escape");
        Assert.False(await page.EvaluateAsync<bool>("document.querySelector('dialog').open"));
    }

    [Fact]
    public async Task Swipes_turn_the_slides_of_a_phone()
    {
        const string swipe = """
            ((from, to) => {
              const target = document.querySelector('.slide.current .items'), at = x => new Touch({identifier: 1, target, clientX: x, clientY: 400});
              target.dispatchEvent(new TouchEvent('touchstart', {bubbles: true, touches: [at(from)], changedTouches: [at(from)]}));
              target.dispatchEvent(new TouchEvent('touchend', {bubbles: true, touches: [], changedTouches: [at(to)]}));
            })
            """;
        await using var page = await deck.OpenAsync(Phone, "2/1");
        await page.EvaluateAsync<object?>($"{swipe}(300, 100)");
        Assert.Equal("#/2/2", await PositionAsync(page));
        await page.EvaluateAsync<object?>($"{swipe}(100, 300)");
        await page.EvaluateAsync<object?>($"{swipe}(100, 130)");
        Assert.Equal("#/2/1", await PositionAsync(page));
    }

    [Fact]
    public async Task On_paper_each_screen_is_a_page_with_all_its_steps_and_its_text_can_be_found()
    {
        var pdf = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(await deck.PathAsync("01-sample.pdf"), TestContext.Current.CancellationToken));
        await using var page = await deck.OpenAsync(Projector);
        var pages = await page.EvaluateAsync<int>("lecternDeck.print()");
        Assert.InRange(pages, 9, 12); // nine slides, of which that of the stepper has two screens
        Assert.Equal(pages, PdfPage().Count(pdf));
        Assert.Contains("A fragment.", await page.EvaluateAsync<string>("document.querySelector('.slide').innerText"), StringComparison.Ordinal);
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.slide')].every(slide => slide.offsetHeight === 900 && slide.offsetWidth === 1600)"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.item')].every(item => item.checkVisibility({visibilityProperty: true}))"));
        Assert.Contains("/ToUnicode", pdf, StringComparison.Ordinal);
        Assert.Contains("(D:20000101000000", pdf, StringComparison.Ordinal);

        await page.EvaluateAsync<object?>("window.dispatchEvent(new Event('afterprint'))");
        Assert.Equal(9, await page.EvaluateAsync<int>("document.querySelectorAll('.slide').length"));
        Assert.Equal(1, await page.EvaluateAsync<int>("[...document.querySelectorAll('.slide')].filter(slide => getComputedStyle(slide).visibility === 'visible').length"));
    }

    [Fact]
    public async Task Decks_share_their_scripts_and_are_listed()
    {
        var list = await File.ReadAllTextAsync(await deck.PathAsync("index.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<a href=\"01-sample.html\">A sample</a>", list, StringComparison.Ordinal);
        Assert.Equal(
            [".lectern.jsonl", "01-sample.html", "01-sample.pdf", "index.html", "public/cells.css", "public/deck.css", "public/deck.js", "public/plotly.min.js", "public/stage.js"],
            deck.Files);
    }

    /// <summary>What is cut at the right of the window or of its box, but for what scrolls by itself on a phone.</summary>
    private const string TooWide = """
        [document.documentElement, ...document.querySelectorAll('.slide.current .items, .slide.current .item:not([hidden]) :is(pre, .table)')]
          .filter(element => (innerWidth >= 800 || !element.matches('pre, .table')) && element.scrollWidth > element.clientWidth + 1)
          .map(element => element.outerHTML.slice(0, 100)).join()
        """;

    /// <summary>Text that the last row could not read: below 16 pixels of 900, or below 12 on a phone. Indices of formulas are no text.</summary>
    private const string TooSmall = """
        [...document.querySelectorAll('.slide.current .item:not([hidden], .figures) *')]
          .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()) && !element.closest('mjx-container'))
          .filter(element => parseFloat(getComputedStyle(element).fontSize) < (innerWidth >= 800 ? 17 : 12))
          .map(element => element.outerHTML.slice(0, 100)).join()
        """;

    private const string FromElsewhere = """
        performance.getEntriesByType('resource').map(entry => entry.name).filter(name => !/^(file|data|blob):/.test(name)).join()
        """;

    private static Task<string> PositionAsync(TestPage page) => page.EvaluateAsync<string>("location.hash");

    /// <summary>The text that can be seen.</summary>
    private static Task<string> ShownAsync(TestPage page) => page.EvaluateAsync<string>($"{Current}.innerText");

    private static async Task<(double Width, double Height)> SizeAsync(TestPage page, string selector)
    {
        var size = await page.EvaluateAsync<double[]>($"(({{width, height}}) => [width, height])({Current}.querySelector('{selector}').getBoundingClientRect())");
        return (size[0], size[1]);
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PdfPage();
}
