using Lectern.Figures.Chromium;

namespace Lectern.Figures;

/// <summary>
/// Draws the still pictures that notebooks carry, twice as sharp as they are large. The browser is started when the first one
/// is wanted, and serves all notebooks, one after the other.
/// </summary>
/// <param name="program">The browser; null where there is none.</param>
internal sealed class PictureDrawer(string? program) : IAsyncDisposable
{
    private static readonly PictureOptions Sharp = new() { Formats = [PictureFormat.Png], Scale = 2 };

    private readonly SemaphoreSlim turn = new(1);
    private Browser? browser;

    /// <summary>Whether there is a browser to draw them.</summary>
    public bool CanBeDrawn => program is not null;

    /// <returns>PNGs in the order of the figures.</returns>
    /// <exception cref="BrowserException">There is no browser, it does not start, or one cannot be drawn.</exception>
    public async Task<IReadOnlyList<byte[]>> DrawAsync(NotebookFigures figures, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            browser ??= await Browser.StartAsync(program ?? throw new BrowserException("there is no browser"), cancellationToken);
            List<byte[]> pictures = [];
            await foreach (var picture in new FigureDrawer(browser, Sharp).DrawAsync(figures, cancellationToken)) pictures.Add(picture.Bytes);
            return pictures;
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        turn.Dispose();
    }
}
