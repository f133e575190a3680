using PuppeteerSharp;
using PuppeteerSharp.Transport;

namespace Lectern.Figures.Chromium;

/// <summary>An installed browser that runs without a window and draws pages.</summary>
internal sealed class Browser : IAsyncDisposable
{
    /// <summary>
    /// How often it is started, and a page of it opened, before that is given up. Either can hang, or take long on a machine that is busy.
    /// </summary>
    private const int Attempts = 2;

    /// <summary>Longer than a start takes, the browser's or a page's.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    /// <summary>Longer than any picture takes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly BrowserProcess process;
    private readonly TimeSpan startLimit;
    private IBrowser? connected;

    private Browser(BrowserProcess process, TimeSpan startLimit) => (this.process, this.startLimit) = (process, startLimit);

    /// <summary>The folder of its settings and caches, which is gone after it.</summary>
    public string Profile => process.Profile;

    /// <param name="program">Its executable.</param>
    /// <param name="cancellationToken">Ends it again.</param>
    /// <param name="limit">How long each of its two starts may take, and later each of a page's; a minute if nothing is said.</param>
    /// <exception cref="BrowserException">It does not start.</exception>
    public static async Task<Browser> StartAsync(string program, CancellationToken cancellationToken, TimeSpan? limit = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            Browser browser = new(BrowserProcess.Start(program), limit ?? StartLimit);
            try
            {
                await browser.ConnectAsync(cancellationToken);
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
    public Task<T> AskAsync<T>(Func<Task<T>> question, CancellationToken cancellationToken) =>
        AskAsync(question, Limit, cancellationToken);

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

    private async Task<T> AskAsync<T>(Func<Task<T>> question, TimeSpan limit, CancellationToken cancellationToken) =>
        connected is { IsConnected: true } && !process.Ended.IsCompleted
            ? await AnswerAsync(question(), limit, cancellationToken)
            : throw await process.EndAsync();

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        ConnectOptions options = new()
        {
            BrowserWSEndpoint = "pipe:",
            TransportFactory = (_, _, _) => Task.FromResult<IConnectionTransport>(Transport()),
            DefaultViewport = null, // each page is given its own
            ProtocolTimeout = (int)Limit.TotalMilliseconds,
        };
        connected = await AnswerAsync(Puppeteer.ConnectAsync(options), startLimit, cancellationToken);
        connected.DefaultWaitForTimeout = 0; // how long a page may take is said here
    }

    private PipeTransport Transport()
    {
        PipeTransport transport = new(process.Commands, process.Answers);
        transport.Start();
        return transport;
    }

    private async Task<BrowserPage> OpenAsync(Func<BrowserPage, Task> load, View view, CancellationToken cancellationToken)
    {
        BrowserPage page = new(this, await NewPageAsync(cancellationToken));
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

    /// <summary>A page that hangs at its start is left alone, and another one takes its place.</summary>
    private async Task<IPage> NewPageAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AskAsync(() => connected!.NewPageAsync(), startLimit, cancellationToken);
            }
            catch (BrowserException) when (attempt < Attempts && !process.Ended.IsCompleted)
            {
                // Once more.
            }
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
