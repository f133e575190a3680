using PuppeteerSharp;
using PuppeteerSharp.Transport;

namespace Lectern.Figures.Chromium;

/// <summary>An installed browser that runs without a window and draws pages.</summary>
internal sealed class Browser : IAsyncDisposable
{
    /// <summary>How often it is started before it is given up. A start can hang, or take long on a machine that is busy.</summary>
    private const int Attempts = 2;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    /// <summary>Longer than any picture takes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly BrowserProcess process;
    private IBrowser? connected;

    private Browser(BrowserProcess process) => this.process = process;

    /// <summary>The folder of its settings and caches, which is gone after it.</summary>
    public string Profile => process.Profile;

    /// <param name="program">Its executable.</param>
    /// <param name="cancellationToken">Ends it again.</param>
    /// <param name="limit">How long each of its two starts may take; a minute if nothing is said.</param>
    /// <exception cref="BrowserException">It does not start.</exception>
    public static async Task<Browser> StartAsync(string program, CancellationToken cancellationToken, TimeSpan? limit = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            Browser browser = new(BrowserProcess.Start(program));
            try
            {
                await browser.ConnectAsync(limit ?? StartLimit, cancellationToken);
                return browser;
            }
            catch (Exception exception)
            {
                var isHanging = exception is BrowserException && !browser.process.Ended.IsCompleted;
                await browser.DisposeAsync();
                if (!isHanging || attempt == Attempts) throw;
            }
        }
    }

    /// <summary>Opens a page and waits until it is loaded.</summary>
    /// <param name="address">A file's, or about:blank.</param>
    /// <param name="view">How large its window is.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="BrowserException">There is no such page, or the browser is gone.</exception>
    public Task<BrowserPage> OpenAsync(Uri address, View view, CancellationToken cancellationToken) =>
        OpenAsync(page => page.GoToAsync(address, cancellationToken), view, cancellationToken);

    /// <summary>Opens a page that there is no file of.</summary>
    public Task<BrowserPage> OpenHtmlAsync(string html, View view, CancellationToken cancellationToken) =>
        OpenAsync(page => page.SetHtmlAsync(html, cancellationToken), view, cancellationToken);

    /// <summary>Asks the browser and waits for its answer.</summary>
    /// <param name="question">Sends a command.</param>
    /// <param name="cancellationToken">Ends the waiting, not the command.</param>
    /// <exception cref="BrowserException">It refuses, is gone, or does not answer.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> question, CancellationToken cancellationToken) =>
        connected is { IsConnected: true } && !process.Ended.IsCompleted
            ? await AnswerAsync(question(), Limit, cancellationToken)
            : throw await process.EndAsync();

    /// <summary>Asked to close, it leaves no files behind; if it does not, it is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (connected is not null && !process.Ended.IsCompleted) await connected.CloseAsync().WaitAsync(Patience);
        }
        catch (Exception exception) when (exception is PuppeteerException or TimeoutException)
        {
            // It has ended, or hangs.
        }

        await process.DisposeAsync();
    }

    private async Task ConnectAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        ConnectOptions options = new()
        {
            BrowserWSEndpoint = "pipe:",
            TransportFactory = (_, _, _) => Task.FromResult<IConnectionTransport>(Transport()),
            DefaultViewport = null, // each page is given its own
            ProtocolTimeout = (int)Limit.TotalMilliseconds,
        };
        connected = await AnswerAsync(Puppeteer.ConnectAsync(options), limit, cancellationToken);
    }

    private PipeTransport Transport()
    {
        PipeTransport transport = new(process.Commands, process.Answers);
        transport.Start();
        return transport;
    }

    private async Task<BrowserPage> OpenAsync(Func<BrowserPage, Task> load, View view, CancellationToken cancellationToken)
    {
        BrowserPage page = new(this, await AskAsync(() => connected!.NewPageAsync(), cancellationToken));
        try
        {
            await page.SetViewAsync(view, cancellationToken);
            await load(page);
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    private async Task<T> AnswerAsync<T>(Task<T> answer, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAny(answer, process.Ended).WaitAsync(limit, cancellationToken);
            return answer.IsCompleted ? await answer : throw await process.EndAsync();
        }
        catch (TimeoutException)
        {
            throw new BrowserException($"{process.Name} did not answer within {limit.TotalSeconds:F0} s");
        }
        catch (Exception exception) when (exception is PuppeteerException or ProcessException)
        {
            throw exception.GetBaseException() is TargetClosedException || process.Ended.IsCompleted
                ? await process.EndAsync()
                : new BrowserException(exception.Message);
        }
    }
}
