using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Figures.Chromium;

namespace Lectern.Figures;

/// <summary>
/// Draws figures as files. The scripts that they bring, and plotly.js, do it in a browser: in one page for all notebooks, which is emptied
/// before each. A page of its own for each would compile plotly.js each time, which takes longer than its charts.
/// </summary>
internal sealed class FigureDrawer(Browser browser, PictureOptions options) : IAsyncDisposable
{
    private const string Plotly = "plotly";

    /// <summary>Beyond this a browser that draws without a graphics card repeats the picture instead.</summary>
    private const int LongestSide = 8192;

    private static readonly string[] Kinds = [Plotly, "svg", "steps"];
    private static readonly View Window = new(1280, 900);
    private static readonly Uri Blank = new("about:blank");

    private BrowserPage? page;
    private BrowserPage? sheet;

    /// <exception cref="BrowserException">A figure cannot be drawn.</exception>
    public async IAsyncEnumerable<Picture> DrawAsync(
        NotebookFigures notebook, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (notebook.Figures.Count == 0) yield break;
        foreach (var figure in notebook.Figures) Check(notebook, figure);

        page ??= await browser.OpenAsync(Blank, Window, cancellationToken);
        await page.GoToAsync(Blank, cancellationToken); // nothing is left of the notebook before
        await page.SetHtmlAsync(Html(notebook), cancellationToken);
        foreach (var (index, figure) in notebook.Figures.Index())
        {
            foreach (var (name, number) in await PicturesAsync(page, index, figure, cancellationToken))
            {
                var drawing = await DrawAsync(page, index, figure, number, cancellationToken);
                foreach (var format in options.Formats)
                {
                    var extension = format.ToString().ToLowerInvariant();
                    yield return new Picture($"{name}.{extension}", await ConvertAsync(drawing, format, cancellationToken));
                }
            }
        }
    }

    /// <summary>Closes its pages, and leaves the browser open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (page is not null) await page.DisposeAsync();
        if (sheet is not null) await sheet.DisposeAsync();
    }

    private static void Check(NotebookFigures notebook, Figure figure)
    {
        if (!Kinds.Contains(figure.Kind))
            throw Failure(figure, figure.Kind is { } kind ? $"its kind \"{kind}\" is not known" : figure.Problem ?? "it has no description");
        if (figure.Kind == Plotly && notebook.Carrier.Length == 0)
            throw Failure(figure, "it needs plotly.js, which the first cell brings if it ends in Notebook.Begin()");
        CheckSide(figure, "width");
        CheckSide(figure, "height");
    }

    /// <summary>A chart says how large it is; other pictures may leave that to their SVG.</summary>
    private static void CheckSide(Figure figure, string side)
    {
        var value = (figure.Description as JsonObject)?[side];
        if (value is null && figure.Kind != Plotly) return;
        if (value?.GetValueKind() == JsonValueKind.Number && value.GetValue<double>() is >= 1 and <= PictureSize.Maximum) return;
        throw Failure(
            figure, $"its {side} is {value?.ToJsonString() ?? "not given"}: a number of pixels from 1 to {PictureSize.Maximum} is expected");
    }

    /// <summary>Charts come as their descriptions only: drawn with their own scripts, each would be drawn twice.</summary>
    private static string Html(NotebookFigures notebook) => $"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <body>
        {notebook.Carrier}
        {string.Join('\n', notebook.Figures.Select(figure => $"<div class=\"lectern-figure\">{Content(figure)}</div>"))}
        <script>
        {Script.Draw};
        </script>
        """;

    private static string Content(Figure figure) => figure.Kind == Plotly
        ? $"<script type=\"application/json\">{figure.Description!.ToJsonString()}</script>"
        : figure.Html;

    /// <summary>The names and numbers of the pictures that a figure becomes.</summary>
    private async Task<IReadOnlyList<(string Name, int Number)>> PicturesAsync(
        BrowserPage page, int index, Figure figure, CancellationToken cancellationToken)
    {
        var count = await EvaluateAsync<int>(page, figure, Script.Call("backpropDraw.count", index), cancellationToken);
        if (!options.AllFrames || count == 1) return [(figure.Name, count - 1)];

        var digits = Math.Max(2, count.ToString(CultureInfo.InvariantCulture).Length);
        return [.. Enumerable.Range(0, count).Select(number => (Numbered(figure.Name, number + 1, digits), number))];
    }

    private static string Numbered(string name, int number, int digits) =>
        $"{name}-{number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')}";

    private async Task<Drawing> DrawAsync(
        BrowserPage page, int index, Figure figure, int number, CancellationToken cancellationToken)
    {
        var how = new
        {
            Size = options.Size is { } size ? new[] { size.Width, size.Height } : null,
            options.Scale,
            Dark = options.IsDark,
            Transparent = options.IsTransparent,
            Kept = options.IsKept,
        };
        var svg = await EvaluateAsync<SvgPicture>(page, figure, Script.Call("backpropDraw.draw", index, number, how), cancellationToken);
        if (svg is not { Width: > 0, Height: > 0 }) throw Failure(figure, "its SVG does not say how large it is");
        return new Drawing(figure, svg.Svg, new View((int)Math.Ceiling(svg.Width.Value), (int)Math.Ceiling(svg.Height.Value), options.Scale));
    }

    private static async Task<T?> EvaluateAsync<T>(
        BrowserPage page, Figure figure, string script, CancellationToken cancellationToken)
    {
        try
        {
            return await page.EvaluateAsync<T>(script, cancellationToken);
        }
        catch (BrowserException exception)
        {
            throw Failure(figure, exception.Message);
        }
    }

    /// <summary>What does not stay SVG is laid on a page of its own.</summary>
    private async Task<byte[]> ConvertAsync(Drawing drawing, PictureFormat format, CancellationToken cancellationToken)
    {
        if (format == PictureFormat.Svg) return Encoding.UTF8.GetBytes(drawing.Svg);

        var (figure, svg, view) = drawing;
        if (format == PictureFormat.Pdf) view = view with { Scale = 1 };
        else if (Math.Max(view.Width, view.Height) * view.Scale is var pixels and > LongestSide)
            throw Failure(figure, $"as PNG it would be {pixels} pixels long, and {LongestSide} is the most: choose a smaller --size or --scale");

        sheet ??= await browser.OpenAsync(Blank, Window, cancellationToken);
        await sheet.SetViewAsync(view, cancellationToken);
        await sheet.EvaluateAsync<object>(Script.Call(Script.Sheet, svg, figure.Title), cancellationToken);
        return format == PictureFormat.Pdf
            ? PdfDates.Fix(await sheet.PdfAsync(view, cancellationToken))
            : await sheet.ScreenshotAsync(view, options.IsTransparent, cancellationToken);
    }

    private static BrowserException Failure(Figure figure, string reason) =>
        new($"the figure \"{figure.Name}\" cannot be drawn: {reason}");

    /// <summary>What the script in the page answers; a side that is no number comes as null.</summary>
    private sealed record SvgPicture(string Svg, double? Width, double? Height);

    private sealed record Drawing(Figure Figure, string Svg, View View);
}
