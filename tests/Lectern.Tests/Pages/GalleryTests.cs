using Lectern.Figures;
using Lectern.Figures.Chromium;
using Lectern.Tests.Figures;

namespace Lectern.Tests.Pages;

/// <summary>Every kind of figure, as a browser without a network shows it on a projector.</summary>
public sealed class GalleryTests(Gallery gallery) : IClassFixture<Gallery>
{
    /// <summary>The words of the figure that can be seen, each with its box.</summary>
    private const string Texts = """
        [...document.querySelectorAll(".backprop-figure svg text, .backprop-caption, .backprop-step, .backprop-figure button")].filter(text => {
          const style = getComputedStyle(text), box = text.getBoundingClientRect();
          return !text.closest(".modebar, .hoverlayer") && style.visibility !== "hidden" && style.display !== "none"
            && !/, 0\)$/.test(style.fill) && text.textContent.trim() !== "" && box.width > 0 && box.height > 0;
        }).map(text => {
          const {left, top, right, bottom} = text.getBoundingClientRect();
          return {text: text.textContent.trim(), left, top, right, bottom};
        })
        """;

    public static TheoryData<string, string, int> Marks => [.. Gallery.Figures.Select(row => (row.Data.Item1, row.Data.Item3, row.Data.Item4))];

    [Theory]
    [MemberData(nameof(Marks))]
    public async Task It_is_drawn_whole_with_all_its_words_apart(string name, string marks, int number)
    {
        foreach (var view in new View[] { new(960, 540), new(1600, 900) })
        {
            await using var page = await gallery.OpenAsync(name, view);
            await page.UntilAsync($"document.querySelectorAll(`{marks}`).length >= {number}");
            await page.UntilAsync("[...document.querySelectorAll('.backprop-message, img.backprop-picture')].every(still => still.offsetHeight === 0)");

            var texts = await page.EvaluateAsync<Box[]>($"new Promise(done => setTimeout(() => done({Texts}), 300))");
            Assert.NotEmpty(texts);
            Assert.All(texts, text => Assert.True(
                text.Left >= -1 && text.Top >= -1 && text.Right <= view.Width + 1 && text.Bottom <= view.Height + 1,
                $"\"{text.Text}\" leaves the window of {view.Width} x {view.Height}: {text}"));
            for (var i = 0; i < texts.Length; i++)
            {
                Assert.All(texts[(i + 1)..], other => Assert.False(
                    texts[i].Overlaps(other), $"at {view.Width} x {view.Height} \"{texts[i].Text}\" lies on \"{other.Text}\": {texts[i]}, {other}"));
            }

            Assert.Empty(page.Errors);
        }
    }

    [Fact]
    public async Task Drawn_twice_at_the_same_time_all_pictures_are_the_same_to_the_byte()
    {
        var figures = await gallery.FindAsync();
        PictureOptions options = new() { Formats = [PictureFormat.Svg, PictureFormat.Png, PictureFormat.Pdf], Scale = 2 };
        var all = await Task.WhenAll(DrawAsync(), DrawAsync());

        Assert.Equal(3 * Gallery.Figures.Count, all[0].Count);
        Assert.Equal(all[0].Keys, all[1].Keys);
        Assert.Empty(all[0].Where(file => !file.Value.AsSpan().SequenceEqual(all[1][file.Key])).Select(file => file.Key));

        async Task<Dictionary<string, byte[]>> DrawAsync()
        {
            await using var browser = await TestBrowser.StartAsync();
            return await Drawings.DrawAsync(browser, options, figures);
        }
    }

    [Theory]
    [InlineData("animation")]
    [InlineData("surface")]
    public async Task An_animation_plays_and_is_interrupted_by_its_pause_and_by_its_slider(string name)
    {
        await using var page = await gallery.OpenAsync(name, TestBrowser.Window);
        await page.UntilAsync("document.querySelectorAll('.updatemenu-button').length === 2");
        await page.EvaluateAsync<bool>("""
            (chart => {
              window.seen = [];
              chart.on("plotly_animatingframe", ({name}) => seen.push(name));
              chart.on("plotly_animationinterrupted", () => seen.push("interrupted"));
              return true;
            })(document.querySelector(".backprop-chart"))
            """);
        const string Steps = "document.querySelector('.backprop-chart').layout.sliders[0].steps.map(step => step.label)";
        var steps = await page.EvaluateAsync<string[]>(Steps);

        await ClickAsync(0);
        await page.UntilAsync($"seen.includes('{steps[0]}')");
        await ClickAsync(1);
        await page.UntilAsync("seen.includes('interrupted')");
        await ClickAsync(0);
        await page.EvaluateAsync<bool>("""
            (rail => {
              const {left, top, width, height} = rail.getBoundingClientRect();
              const middle = {bubbles: true, clientX: left + width / 2, clientY: top + height / 2};
              rail.dispatchEvent(new MouseEvent("mousedown", middle));
              return document.dispatchEvent(new MouseEvent("mouseup", middle));
            })(document.querySelector(".slider-rail-touch-rect"))
            """);

        await page.UntilAsync($"seen.filter(what => what === 'interrupted').length === 2 && seen.includes({Steps}[document.querySelector('.backprop-chart').layout.sliders[0].active])");
        var active = await page.EvaluateAsync<int>("document.querySelector('.backprop-chart').layout.sliders[0].active");
        Assert.InRange(active, steps.Length / 3, 2 * steps.Length / 3);
        Assert.Empty(page.Errors);

        Task<bool> ClickAsync(int button) => page.EvaluateAsync<bool>(
            $"document.querySelectorAll('.updatemenu-button')[{button}].dispatchEvent(new MouseEvent('click', {{bubbles: true}}))");
    }

    [Theory]
    [InlineData("stepper")]
    [InlineData("tensors")]
    public async Task A_stepper_is_clicked_through_to_the_gradients_of_its_description(string name)
    {
        await using var page = await gallery.OpenAsync(name, TestBrowser.Window);
        await page.UntilAsync("document.querySelector('.backprop-figure')?.backpropSteps > 0");
        // Rows of a matrix are lines of their own, and nodes stand in the picture in the order of its rows.
        const string Gradients = """
            [...document.querySelectorAll('[data-node]')].sort((a, b) => a.dataset.node - b.dataset.node).map(node => node.querySelector('[data-of=grad]'))
              .map(text => (text.children.length > 0 ? [...text.children].map(line => line.textContent) : [text.textContent]).join("\n"))
            """;
        const string Described = "JSON.parse(document.querySelector('.backprop-figure script').textContent).content.nodes.map(node => node.gradient)";
        const string Where = "document.querySelector('.backprop-figure span').textContent";
        var count = await page.EvaluateAsync<int>("document.querySelector('.backprop-figure').backpropSteps");

        await page.EvaluateAsync<bool>("document.querySelectorAll('.backprop-figure button')[0].click() ?? true");
        Assert.Equal($"step 1 of {count}", await page.EvaluateAsync<string>(Where));
        Assert.All(await page.EvaluateAsync<string[]>(Gradients), text => Assert.Equal("", text));
        for (var step = 2; step <= count; step++)
        {
            await page.EvaluateAsync<bool>("document.querySelectorAll('.backprop-figure button')[2].click() ?? true");
            Assert.Equal($"step {step} of {count}", await page.EvaluateAsync<string>(Where));
            var texts = await page.EvaluateAsync<Box[]>(Texts);
            for (var i = 0; i < texts.Length; i++)
            {
                Assert.All(texts[(i + 1)..], other => Assert.False(
                    texts[i].Overlaps(other), $"step {step}: \"{texts[i].Text}\" lies on \"{other.Text}\": {texts[i]}, {other}"));
            }
        }

        Assert.Equal(await page.EvaluateAsync<string[]>(Described), await page.EvaluateAsync<string[]>(Gradients));
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task A_stepper_follows_the_keyboard_and_plays()
    {
        await using var page = await gallery.OpenAsync("stepper", TestBrowser.Window);
        await page.UntilAsync("document.querySelector('.backprop-figure')?.backpropSteps > 0");
        const string Where = "document.querySelector('.backprop-figure span').textContent";
        Task<bool> Press(string key) => page.EvaluateAsync<bool>(
            $"document.querySelector('.backprop-figure').dispatchEvent(new KeyboardEvent('keydown', {{key: '{key}', bubbles: true, cancelable: true}}))");

        Assert.False(await Press("Home"), "the key is not to reach the notebook");
        Assert.StartsWith("step 1 of", await page.EvaluateAsync<string>(Where), StringComparison.Ordinal);
        await Press("ArrowRight");
        await Press("ArrowRight");
        await Press("ArrowLeft");
        Assert.StartsWith("step 2 of", await page.EvaluateAsync<string>(Where), StringComparison.Ordinal);
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelector('.backprop-figure').tabIndex"));
        Assert.Equal("polite", await page.EvaluateAsync<string>("document.querySelector('.backprop-step').getAttribute('aria-live')"));
        await page.EvaluateAsync<bool>("document.querySelectorAll('.backprop-figure button')[3].click() ?? true");
        await page.UntilAsync($"{Where}.startsWith('step 4 of')");
    }

    [Fact]
    public async Task An_animation_goes_where_its_slider_is_put()
    {
        await using var page = await gallery.OpenAsync("animation", TestBrowser.Window);
        await page.UntilAsync("document.querySelectorAll('.slider-rail-rect').length === 1");
        const string Middle = "document.querySelector('.backprop-chart').data[2].y[0]";

        Assert.Equal(290, await page.EvaluateAsync<double>(Middle), 1e-9);
        await page.EvaluateAsync<bool>("Plotly.animate(document.querySelector('.backprop-chart'), ['step 1000'], {mode: 'immediate', frame: {duration: 0}, transition: {duration: 0}}).then(() => true)");
        Assert.Equal(100, await page.EvaluateAsync<double>(Middle), 1e-9);
        await page.UntilAsync("[...document.querySelectorAll('.slider-group text')].some(text => text.textContent === 'step 1000')");
    }

    private sealed record Box(string Text, double Left, double Top, double Right, double Bottom)
    {
        /// <summary>Letters do not fill their line: a box may reach into another by a sixth of its height.</summary>
        public bool Overlaps(Box other)
        {
            var slack = Math.Min(Bottom - Top, other.Bottom - other.Top) / 6;
            return Math.Min(Right, other.Right) - Math.Max(Left, other.Left) > slack && Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top) > slack;
        }
    }
}
