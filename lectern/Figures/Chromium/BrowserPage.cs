using System.Collections.Concurrent;
using System.Text.Json;
using PuppeteerSharp;

namespace Lectern.Figures.Chromium;

/// <summary>A page that is open.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private const string Refusal = "Evaluation failed: ";

    private readonly Browser browser;
    private readonly ConcurrentQueue<string> errors = new();
    private readonly TaskCompletionSource crash = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BrowserPage(Browser browser, IPage page)
    {
        this.browser = browser;
        Page = page;
        page.DefaultTimeout = 0; // the browser's own limit holds
        page.PageError += (_, error) => errors.Enqueue(FirstLine(error.Message));
        page.Console += (_, line) => Hear(line.Message);
        page.Error += (_, _) => crash.TrySetResult();
    }

    /// <summary>The page itself, for what has no method here.</summary>
    public IPage Page { get; }

    /// <summary>What its scripts threw, and what they wrote to the console as errors.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    public Task SetViewAsync(View view, CancellationToken cancellationToken) => AskAsync(
        () => DoneAsync(Page.SetViewportAsync(new() { Width = view.Width, Height = view.Height, DeviceScaleFactor = view.Scale })),
        cancellationToken);

    /// <exception cref="BrowserException">There is no such page.</exception>
    public async Task GoToAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(() => Page.GoToAsync(address.AbsoluteUri, WaitUntilNavigation.Load), cancellationToken);
        }
        catch (BrowserException exception) when (exception.Message.StartsWith("net::", StringComparison.Ordinal))
        {
            throw new BrowserException($"the browser cannot open {address}: {exception.Message.Split(' ')[0]}"); // the address follows again
        }
    }

    /// <summary>Puts another document in place of the page's own, and waits until it is loaded.</summary>
    public Task SetHtmlAsync(string html, CancellationToken cancellationToken) =>
        AskAsync(() => DoneAsync(Page.SetContentAsync(html)), cancellationToken);

    /// <param name="script">An expression; a promise is waited for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <typeparam name="T">What its value is as JSON.</typeparam>
    /// <returns>The value; the default for null and undefined.</returns>
    /// <exception cref="BrowserException">It threw.</exception>
    public async Task<T?> EvaluateAsync<T>(string script, CancellationToken cancellationToken)
    {
        try
        {
            var value = await AskAsync(() => Page.EvaluateExpressionAsync<JsonElement?>(script), cancellationToken);
            return value is { } json ? json.Deserialize<T>(JsonSerializerOptions.Web) : default;
        }
        catch (BrowserException exception) when (exception.Message.StartsWith(Refusal, StringComparison.Ordinal))
        {
            throw new BrowserException(FirstLine(exception.Message[Refusal.Length..]));
        }
    }

    /// <summary>The page's upper left corner as PNG.</summary>
    public Task<byte[]> ScreenshotAsync(View view, bool transparent, CancellationToken cancellationToken) => AskAsync(
        () => Page.ScreenshotDataAsync(new()
        {
            Type = ScreenshotType.Png,
            Clip = new() { Width = view.Width, Height = view.Height },
            CaptureBeyondViewport = false,
            OmitBackground = transparent,
        }),
        cancellationToken);

    /// <summary>Sheets without margins.</summary>
    /// <param name="view">How large each is.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="isOneSheet">Whether the first is all; rounding may leave a second one that is empty.</param>
    public Task<byte[]> PdfAsync(View view, CancellationToken cancellationToken, bool isOneSheet = true) => AskAsync(
        () => Page.PdfDataAsync(new()
        {
            PrintBackground = true,
            Width = view.Width,
            Height = view.Height,
            Tagged = true,
            PageRanges = isOneSheet ? "1" : "",
        }),
        cancellationToken);

    /// <summary>A page that hangs, or whose browser is gone, goes with the browser.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!crash.Task.IsCompleted) await browser.AskAsync(() => DoneAsync(Page.CloseAsync()), CancellationToken.None);
        }
        catch (BrowserException)
        {
            // As said.
        }
    }

    /// <exception cref="BrowserException">The browser refuses, is gone, or does not answer, or the page has crashed.</exception>
    private Task<T> AskAsync<T>(Func<Task<T>> question, CancellationToken cancellationToken)
    {
        return browser.AskAsync(AnswerOrCrashAsync, cancellationToken);

        async Task<T> AnswerOrCrashAsync()
        {
            var answer = crash.Task.IsCompleted ? null : question();
            if (answer is not null && await Task.WhenAny(answer, crash.Task) == answer) return await answer;
            throw new BrowserException("the page crashed, perhaps for want of memory");
        }
    }

    private static async Task<bool> DoneAsync(Task task)
    {
        await task;
        return true;
    }

    /// <summary>What the browser itself says there, as of a file that it cannot load, comes without arguments.</summary>
    private void Hear(ConsoleMessage line)
    {
        if (line is { Type: ConsoleType.Error, Args: not null }) errors.Enqueue(FirstLine(line.Text));
    }

    /// <summary>The others are a stack.</summary>
    private static string FirstLine(string? text) => (text ?? "").Split('\n')[0];
}
