using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Lectern.Figures;
using Lectern.Figures.Chromium;
using Lectern.Notebooks;

namespace Lectern.Tests.Figures;

/// <summary>One browser, and the course's plotly.js, for all tests of a class; made by the first that needs them.</summary>
public sealed class Drawings : IAsyncDisposable
{
    private readonly Lazy<Task<Browser>> browser = new(TestBrowser.StartAsync);
    private readonly Lazy<Task<string>> carrier = new(MakeCarrierAsync);

    /// <summary>The files that the figures become, by name.</summary>
    internal async Task<Dictionary<string, byte[]>> DrawAsync(PictureOptions options, params string[] figures) =>
        Assert.Single(await DrawAllAsync(options, figures));

    /// <summary>The same for notebooks that one drawer draws, one after the other.</summary>
    internal async Task<IReadOnlyList<Dictionary<string, byte[]>>> DrawAllAsync(PictureOptions options, params string[][] notebooks)
    {
        TestBrowser.Program();
        List<Dictionary<string, byte[]>> files = [];
        await using FigureDrawer drawer = new(await browser.Value, options);
        foreach (var figures in notebooks)
        {
            var notebook = TestNotebook.Of("1");
            string[] outputs = [await carrier.Value, .. figures];
            notebook.Cells[1].Show(1, outputs.Select(html => new DisplayOutput(new Dictionary<string, string> { ["text/html"] = html })));
            files.Add(await DrawAsync(drawer, FigureFinder.Find(notebook)));
        }

        return files;
    }

    internal static async Task<Dictionary<string, byte[]>> DrawAsync(
        Browser browser, PictureOptions options, NotebookFigures figures)
    {
        await using FigureDrawer drawer = new(browser, options);
        return await DrawAsync(drawer, figures);
    }

    /// <summary>The SVG of a single figure.</summary>
    internal async Task<IElement> SvgAsync(PictureOptions options, string figure) =>
        Svg(Assert.Single(await DrawAsync(options, figure)).Value);

    internal static IElement Svg(byte[] file) =>
        new HtmlParser().ParseDocument(Encoding.UTF8.GetString(file)).QuerySelector("svg")!;

    /// <summary>Red, green, blue and alpha of a PNG's first pixel.</summary>
    internal async Task<string> CornerAsync(byte[] png)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var page = await (await browser.Value).OpenAsync(new Uri("about:blank"), TestBrowser.Window, cancellation);
        var pixel = await page.EvaluateAsync<string>($$"""
            new Promise((resolve, reject) => {
              const image = new Image();
              image.onerror = reject;
              image.onload = () => {
                const context = document.createElement("canvas").getContext("2d");
                context.drawImage(image, 0, 0);
                resolve(context.getImageData(0, 0, 1, 1).data.join(" "));
              };
              image.src = "data:image/png;base64,{{Convert.ToBase64String(png)}}";
            })
            """, cancellation);
        return pixel!;
    }

    public static string Figure(string name, string kind, JsonNode content, int width, int height, string more = "") => $"""
        <div class="backprop-figure"><script type="application/json">{Description(name, kind, content, width, height)}</script>{more}</div>
        """;

    public async ValueTask DisposeAsync()
    {
        if (browser is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await browser.Value).DisposeAsync();
    }

    private static string Description(string name, string kind, JsonNode content, int width, int height) => new JsonObject
    {
        ["version"] = 1,
        ["name"] = name,
        ["title"] = $"The {name}",
        ["caption"] = "What to see.",
        ["width"] = width,
        ["height"] = height,
        ["kind"] = kind,
        ["content"] = content,
    }.ToJsonString();

    private static async Task<Dictionary<string, byte[]>> DrawAsync(FigureDrawer drawer, NotebookFigures figures)
    {
        Dictionary<string, byte[]> files = [];
        await foreach (var picture in drawer.DrawAsync(figures, TestContext.Current.CancellationToken))
            files.Add(picture.FileName, picture.Bytes);
        return files;
    }

    /// <summary>What the course's first cells bring.</summary>
    private static async Task<string> MakeCarrierAsync()
    {
        using TemporaryFolder folder = new();
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(
            $"#r \"{Library()}\"\nBackprop.Figures.Notebook.Begin()"));
        var result = await LecternProgram.RunAsync(folder.Path);
        Assert.Equal("", result.Errors);
        return FigureFinder.Find(Notebook.Read(folder["out/notebooks/01-a.ipynb"])).Carrier;
    }

    private static string Library([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "../../../lib/bin/Backprop.dll")).Replace('\\', '/');
}
