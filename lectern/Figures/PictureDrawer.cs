using System.Runtime.CompilerServices;
using Lectern.Figures.Chromium;

namespace Lectern.Figures;

/// <summary>
/// Draws the figures of all notebooks in one browser, which is started when the first is wanted. One notebook after the other:
/// a browser draws the page in front only, and is not what takes long.
/// </summary>
/// <param name="program">The browser; null where there is none.</param>
/// <param name="options">How figures are drawn.</param>
internal sealed class PictureDrawer(string? program, PictureOptions options) : IAsyncDisposable
{
    /// <summary>For the still pictures that executed notebooks carry. An SVG is drawn in a third of the time that a PNG takes.</summary>
    public static readonly PictureOptions Still = new() { Formats = [PictureFormat.Svg] };

    /// <summary>For the pictures of a notebook in git, which every page shows: twice as sharp as they are large.</summary>
    public static readonly PictureOptions Kept = new() { Formats = [PictureFormat.Png], Scale = 2, IsKept = true };

    private readonly SemaphoreSlim turn = new(1);
    private Browser? browser;
    private FigureDrawer? drawer;
    private BrowserException? refusal;

    /// <summary>Whether there is a browser to draw them.</summary>
    public bool CanDraw => program is not null;

    /// <summary>Starts the browser, so that it is known before the work rather than after it that there is none.</summary>
    /// <exception cref="BrowserException">There is no browser, or it does not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (refusal is not null) throw refusal;
        try
        {
            browser ??= await Browser.StartAsync(program ?? throw new BrowserException("there is no browser"), cancellationToken);
        }
        catch (BrowserException exception)
        {
            refusal = exception; // not to be waited for again with each notebook
            throw;
        }
    }

    /// <returns>The pictures in the order of the figures.</returns>
    /// <exception cref="BrowserException">There is no browser, it does not start, or a figure cannot be drawn.</exception>
    public async IAsyncEnumerable<Picture> DrawAsync(
        NotebookFigures figures, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        var isDone = false;
        try
        {
            await StartAsync(cancellationToken);
            drawer ??= new FigureDrawer(browser!, options);
            await foreach (var picture in drawer.DrawAsync(figures, cancellationToken)) yield return picture;
            isDone = true;
        }
        finally
        {
            if (!isDone) await CloseAsync(); // it may hang or be gone; the next notebook finds a new one
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        turn.Dispose();
    }

    private async Task CloseAsync()
    {
        if (browser is not null) await browser.DisposeAsync(); // and the drawer's pages with it
        (browser, drawer) = (null, null);
    }
}
