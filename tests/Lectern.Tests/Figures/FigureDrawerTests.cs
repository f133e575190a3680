using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Lectern.Figures;
using Lectern.Figures.Chromium;

namespace Lectern.Tests.Figures;

/// <summary>Figures as files: drawn by the installed browser, with the course's plotly.js.</summary>
public sealed partial class FigureDrawerTests(Drawings drawings) : IClassFixture<Drawings>
{
    private const string Layout = """
        {"title":{"text":"The chart","font":{"size":24}},"font":{"family":"Open Sans, Segoe UI, Helvetica, Arial, sans-serif",
        "size":18,"color":"#222222"},"paper_bgcolor":"#ffffff","plot_bgcolor":"#ffffff","xaxis":{"gridcolor":"#e3e3e3"},
        "sliders":[{"steps":[{"label":"sliding"}]}],"updatemenus":[{"buttons":[{"label":"playing"}]}]}
        """;

    private static readonly string Chart = Drawings.Figure("chart", "plotly", Content(), 800, 500);

    private static readonly string Moving = Drawings.Figure("moving", "plotly", Content("""
        ,"frames":[{"name":"step 1","data":[{"y":[1,1,1]}],"layout":{"title":{"font":{"size":30}}}},
        {"name":"step 2","data":[{"y":[9,9,9]}],"traces":[1]}]
        """), 800, 500);

    private static readonly string Inline = Drawings.Figure("inline", "svg", new JsonObject(), 400, 200, Picture);

    private static readonly string Steps = Drawings.Figure("steps", "steps", new JsonObject(), 400, 200, Picture + """
        <script>{
          const figure = document.currentScript.parentElement;
          figure.backpropSteps = 3;
          figure.backpropShow = step => figure.querySelector("text").textContent = `step ${step}`;
        }</script>
        """);

    private const string Picture = """
        <svg class="backprop-picture" viewBox="0 0 400 200" style="max-width:100%"><rect class="backprop-paper" width="400" height="200" fill="#ffffff"/><path d="M0 0L9 9" stroke="#222222" style="fill:#8c8c8c"/><text fill="#000000">&lt;a &amp; b&gt;</text></svg>
        """;

    [Fact]
    public async Task A_chart_becomes_an_svg_whose_text_is_text()
    {
        var svg = await drawings.SvgAsync(new PictureOptions(), Chart);

        AssertSize(svg, "800", "500", "0 0 800 500");
        Assert.Equal("The chart", svg.QuerySelector("text.gtitle")?.TextContent);
        Assert.Contains(
            "font-family: 'Open Sans', 'Segoe UI', Helvetica, Arial, sans-serif;",
            svg.QuerySelector("text.gtitle")!.GetAttribute("style"),
            StringComparison.Ordinal);
        Assert.Equal(2, svg.QuerySelectorAll(".scatterlayer .trace").Length);
        Assert.DoesNotContain("sliding", svg.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("playing", svg.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_another_size_the_letters_grow_with_the_picture()
    {
        PictureOptions options = new() { Size = new PictureSize(1600, 2000) };

        AssertSize(await drawings.SvgAsync(options, Chart), "1600", "2000", "0 0 800 1000");
        AssertSize(await drawings.SvgAsync(options, Inline), "1600", "2000", "0 -150 400 500");
    }

    [Theory]
    [InlineData(1, 800, 500)]
    [InlineData(3, 2400, 1500)]
    public async Task A_png_has_the_scales_pixels(int scale, int width, int height)
    {
        var png = Assert.Single(await drawings.DrawAsync(new() { Formats = [PictureFormat.Png], Scale = scale }, Chart)).Value;

        Assert.Equal((width, height), PngSize(png));
        Assert.Equal("255 255 255 255", await drawings.CornerAsync(png));
    }

    [Fact]
    public async Task Without_paper_a_png_is_transparent()
    {
        PictureOptions options = new() { Formats = [PictureFormat.Png], IsTransparent = true, Size = new PictureSize(300, 300) };
        var files = await drawings.DrawAsync(options, Chart, Inline);

        foreach (var png in files.Values)
        {
            Assert.Equal((300, 300), PngSize(png));
            Assert.Equal("0 0 0 0", await drawings.CornerAsync(png));
        }
    }

    [Fact]
    public async Task A_pdf_is_one_sheet_of_the_pictures_size_with_its_letters()
    {
        var files = await drawings.DrawAsync(new() { Formats = [PictureFormat.Pdf], Scale = 2 }, Chart, Inline);

        AssertSheet(files["chart.pdf"], 600, 375);
        AssertSheet(files["inline.pdf"], 300, 150);
    }

    [Fact]
    public async Task On_a_dark_slide_the_colours_of_the_house_change_and_no_others()
    {
        var chart = await drawings.SvgAsync(new() { IsDark = true }, Chart);
        Assert.Contains("fill: rgb(20, 24, 30)", chart.QuerySelector("rect")!.GetAttribute("style"), StringComparison.Ordinal);
        Assert.Contains("fill: rgb(232, 232, 232)", chart.QuerySelector(".gtitle")!.GetAttribute("style"), StringComparison.Ordinal);
        Assert.Contains("stroke: rgb(18, 52, 86)", chart.OuterHtml, StringComparison.Ordinal);

        var picture = await drawings.SvgAsync(new() { IsDark = true }, Inline);
        Assert.Equal("#14181e", picture.QuerySelector("rect")?.GetAttribute("fill"));
        Assert.Equal("#e8e8e8", picture.QuerySelector("path")?.GetAttribute("stroke"));
        Assert.Contains("fill: rgb(160, 160, 160)", picture.QuerySelector("path")!.GetAttribute("style"), StringComparison.Ordinal);
        Assert.Equal("#ffffff", picture.QuerySelector("text")?.GetAttribute("fill"));
    }

    [Fact]
    public async Task The_same_figures_give_the_same_bytes_in_another_browser()
    {
        PictureOptions options = new() { Formats = [PictureFormat.Svg, PictureFormat.Png, PictureFormat.Pdf], AllFrames = true };
        var first = await drawings.DrawAsync(options, Chart, Moving, Steps);
        await using Drawings others = new();
        var second = await others.DrawAsync(options, Moving, Chart, Steps);

        Assert.Equal(18, first.Count);
        Assert.Equal(first.Keys.Order(), second.Keys.Order());
        Assert.All(first, file => Assert.Equal(file.Value, second[file.Key]));
    }

    [Fact]
    public async Task A_notebook_leaves_nothing_behind_for_the_next()
    {
        PictureOptions options = new() { Formats = [PictureFormat.Svg, PictureFormat.Png] };
        var careless = Drawings.Figure("careless", "svg", new JsonObject(), 400, 200, Picture + """
            <style>text { font-size: 40px !important }</style>
            <script>const left = 1; Math.round = () => 7; Array.prototype.join = () => "";</script>
            """);
        var together = await drawings.DrawAllAsync(options, [careless], [Chart, Inline]);

        Assert.Equal(["careless.svg", "careless.png"], together[0].Keys);
        var alone = await drawings.DrawAsync(options, Chart, Inline);
        Assert.Equal(alone.Keys, together[1].Keys);
        Assert.All(alone, file => Assert.Equal(file.Value, together[1][file.Key]));
    }

    [Fact]
    public async Task Of_an_animation_the_last_frame_is_drawn_or_all()
    {
        var last = Assert.Single(await drawings.DrawAsync(new(), Moving));
        var all = await drawings.DrawAsync(new() { AllFrames = true }, Moving);

        Assert.Equal("moving.svg", last.Key);
        Assert.Equal(["moving-01.svg", "moving-02.svg"], all.Keys);
        Assert.Equal(last.Value, all["moving-02.svg"]);
        Assert.Equal(["The chart — step 1", "The chart — step 2"], all.Values.Select(Title));
        var title = Drawings.Svg(all["moving-01.svg"]).QuerySelector(".gtitle")!;
        Assert.Contains("font-size: 30px", title.GetAttribute("style"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_a_notebook_keeps_it_a_picture_has_its_caption_below()
    {
        var svg = await drawings.SvgAsync(new() { IsKept = true }, Inline);

        AssertSize(svg, "400", "248", "0 0 400 248");
        Assert.Equal(["<a & b>", "What to see."], svg.QuerySelectorAll("text").Select(text => text.TextContent));
        AssertSize(svg.QuerySelector("svg svg")!, "400", "200", "0 0 400 200");
        var png = Assert.Single(await drawings.DrawAsync(PictureDrawer.Kept, Chart)).Value;
        Assert.Equal((1600, 1096), PngSize(png));
    }

    [Fact]
    public async Task As_a_notebook_keeps_it_a_long_caption_is_broken_into_lines()
    {
        var figure = Inline.Replace("What to see.", "What to see in this picture is that its caption is far longer than the picture is wide.", StringComparison.Ordinal);
        var lines = (await drawings.SvgAsync(new() { IsKept = true }, figure)).QuerySelectorAll("text").Skip(1).Select(text => text.TextContent).ToList();

        Assert.InRange(lines.Count, 2, 4);
        Assert.Equal("What to see in this picture is that its caption is far longer than the picture is wide.", string.Join(' ', lines));
    }

    [Fact]
    public async Task As_a_notebook_keeps_it_an_animation_is_six_of_its_states()
    {
        var frames = string.Join(',', Enumerable.Range(0, 11).Select(i => $$"""{"name":"<step> {{i}}","data":[{"y":[{{i}},1,1]}]}"""));
        var svg = await drawings.SvgAsync(new() { IsKept = true }, Drawings.Figure("long", "plotly", Content($",\"frames\":[{frames}]"), 800, 500));

        Assert.Equal(["<step> 0", "<step> 2", "<step> 4", "<step> 6", "<step> 8", "<step> 10"], svg.QuerySelectorAll(".gtitle").Select(title => title.TextContent));
        Assert.Single(svg.QuerySelectorAll("text"), text => text.TextContent == "The chart");
        Assert.Equal("What to see.", svg.QuerySelectorAll("text")[^1].TextContent);
        Assert.Equal(2, (await drawings.SvgAsync(new() { IsKept = true }, Moving)).QuerySelectorAll(".gtitle").Length);
        var ids = svg.QuerySelectorAll("clipPath").Select(clip => clip.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task Of_a_figure_in_steps_the_last_is_drawn_or_all()
    {
        var last = Assert.Single(await drawings.DrawAsync(new(), Steps));
        var all = await drawings.DrawAsync(new() { AllFrames = true }, Steps);

        Assert.Equal(["steps-01.svg", "steps-02.svg", "steps-03.svg"], all.Keys);
        Assert.Equal(["step 0", "step 1", "step 2"], all.Values.Select(file => Drawings.Svg(file).QuerySelector("text")?.TextContent));
        Assert.Equal(last.Value, all["steps-03.svg"]);
    }

    [Fact]
    public async Task A_picture_that_is_svg_already_stands_by_itself()
    {
        var bytes = Assert.Single(await drawings.DrawAsync(new(), Inline)).Value;
        var svg = Drawings.Svg(bytes);

        Assert.Single(Regex.Matches(Encoding.UTF8.GetString(bytes), "^<svg [^>]*xmlns=\"http://www.w3.org/2000/svg\""));
        AssertSize(svg, "400", "200", "0 0 400 200");
        Assert.Null(svg.GetAttribute("style"));
        Assert.NotNull(svg.GetAttribute("font-family"));
        Assert.Equal("<a & b>", svg.QuerySelector("text")?.TextContent);
    }

    [Fact]
    public async Task A_surface_is_drawn_without_a_graphics_card()
    {
        var content = JsonNode.Parse("""{"data":[{"type":"surface","z":[[1,2],[3,4]],"showscale":false}],"layout":{}}""")!;
        var svg = await drawings.SvgAsync(new(), Drawings.Figure("surface", "plotly", content, 400, 400));

        var image = svg.QuerySelector("image")?.OuterHtml ?? "";
        Assert.True(image.Length > 5000, $"the image is empty: {image}");
    }

    [Fact]
    public async Task What_cannot_be_drawn_is_named_with_the_reason()
    {
        Assert.Equal(
            "the figure \"odd\" cannot be drawn: its kind \"sculpture\" is not known",
            await FailureAsync(Drawings.Figure("odd", "sculpture", new JsonObject(), 1, 1)));
        Assert.Equal(
            "the figure \"figure\" cannot be drawn: it has no description", await FailureAsync("<div class=\"backprop-figure\"></div>"));
        Assert.StartsWith(
            "the figure \"figure\" cannot be drawn: its description cannot be read: Duplicate property 'width'",
            await FailureAsync("""<div class="backprop-figure"><script type="application/json">{"width":1,"width":2}</script></div>"""),
            StringComparison.Ordinal);
        Assert.Equal(
            "the figure \"empty\" cannot be drawn: Error: it is of the kind \"svg\" and holds no picture",
            await FailureAsync(Drawings.Figure("empty", "svg", new JsonObject(), 400, 200)));
        Assert.Equal(
            "the figure \"still\" cannot be drawn: Error: its script has not brought its steps",
            await FailureAsync(Drawings.Figure("still", "steps", new JsonObject(), 400, 200, Picture)));
    }

    [Theory]
    [InlineData("\"wide\"")]
    [InlineData("0")]
    [InlineData("-640")]
    [InlineData("1e9")]
    [InlineData("[640]")]
    [InlineData("true")]
    [InlineData("null", "not given")]
    public async Task A_width_that_is_no_number_of_pixels_is_refused_with_its_value(string width, string? shown = null)
    {
        var chart = Chart.Replace("\"width\":800", $"\"width\":{width}", StringComparison.Ordinal);

        Assert.Equal(
            $"the figure \"chart\" cannot be drawn: its width is {shown ?? width}: a number of pixels from 1 to 8192 is expected",
            await FailureAsync(chart));
    }

    [Fact]
    public async Task An_svg_that_does_not_say_how_large_it_is_is_refused_and_a_fraction_of_a_pixel_is_a_whole_one()
    {
        var shapeless = Inline.Replace(" viewBox=\"0 0 400 200\"", "", StringComparison.Ordinal).Replace("\"width\":400", "\"width\":null", StringComparison.Ordinal);
        Assert.Equal("the figure \"inline\" cannot be drawn: its SVG does not say how large it is", await FailureAsync(shapeless));

        var uneven = Chart.Replace("\"width\":800", "\"width\":800.25", StringComparison.Ordinal);
        var png = Assert.Single(await drawings.DrawAsync(new() { Formats = [PictureFormat.Png] }, uneven)).Value;
        Assert.Equal((801, 500), PngSize(png));
    }

    [Fact]
    public async Task Without_plotly_js_a_chart_says_what_is_missing()
    {
        await using var browser = await TestBrowser.StartAsync();
        Figure chart = new("chart", "The chart", Chart, JsonNode.Parse("""{"kind":"plotly"}"""));

        var failure = await Assert.ThrowsAsync<BrowserException>(
            () => Drawings.DrawAsync(browser, new(), new NotebookFigures("", [chart])));
        Assert.Equal(
            "the figure \"chart\" cannot be drawn: it needs plotly.js, which the first cell brings if it ends in Notebook.Begin()",
            failure.Message);
    }

    [Fact]
    public async Task A_png_larger_than_a_browser_can_take_is_refused()
    {
        PictureOptions options = new() { Formats = [PictureFormat.Png], Size = new PictureSize(8192, 16), Scale = 3 };
        var failure = await Assert.ThrowsAsync<BrowserException>(() => drawings.DrawAsync(options, Inline));

        Assert.Contains("as PNG it would be 24576 pixels long, and 8192 is the most", failure.Message, StringComparison.Ordinal);
    }

    private static JsonNode Content(string more = "") => JsonNode.Parse($$$"""
        {"data":[{"type":"scatter","mode":"lines","x":[1,2,3],"y":[1,4,9],"line":{"color":"#123456"}},
        {"type":"scatter","mode":"lines","x":[1,2,3],"y":[2,3,5]}],"layout":{{{Layout}}}{{{more}}}}
        """)!;

    private static void AssertSize(IElement svg, string width, string height, string viewBox) =>
        Assert.Equal((width, height, viewBox), (svg.GetAttribute("width"), svg.GetAttribute("height"), svg.GetAttribute("viewBox")));

    /// <summary>In points, 72 to the inch; the browser rounds to 300 dots.</summary>
    private static void AssertSheet(byte[] pdf, double width, double height)
    {
        var text = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF", text, StringComparison.Ordinal);
        var box = Assert.Single(MediaBox().Matches(text));
        Assert.Equal(width, double.Parse(box.Groups[1].Value, CultureInfo.InvariantCulture), 72.0 / 300);
        Assert.Equal(height, double.Parse(box.Groups[2].Value, CultureInfo.InvariantCulture), 72.0 / 300);
        Assert.Contains("/Type /Font", text, StringComparison.Ordinal);
    }

    private static (int Width, int Height) PngSize(byte[] png)
    {
        Assert.Equal("IHDR"u8.ToArray(), png[12..16]);
        return (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }

    private static string? Title(byte[] file) => Drawings.Svg(file).QuerySelector("text.gtitle")?.TextContent;

    private async Task<string> FailureAsync(string figure) =>
        (await Assert.ThrowsAsync<BrowserException>(() => drawings.DrawAsync(new(), figure))).Message;

    [GeneratedRegex(@"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")]
    private static partial Regex MediaBox();
}
