using System.Diagnostics;
using Lectern.Figures.Chromium;

namespace Lectern.Tests;

/// <summary>A page that stays open and can be asked.</summary>
internal sealed class TestPage : IAsyncDisposable
{
    /// <summary>Longer than a training takes on a machine that has other things to do as well.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly BrowserPage page;
    private readonly Browser? own;

    private TestPage(BrowserPage page, Browser? own) => (this.page, this.own) = (page, own);

    /// <summary>What the page's scripts threw or wrote as errors to the console.</summary>
    public IReadOnlyCollection<string> Errors => page.Errors;

    /// <summary>Opens a page in a browser that others use as well.</summary>
    public static async Task<TestPage> OpenAsync(Browser browser, string address, View view) =>
        new(await browser.OpenAsync(new Uri(address), view, TestContext.Current.CancellationToken), own: null);

    /// <summary>Opens a page in a browser of its own.</summary>
    public static async Task<TestPage> OpenAsync(string address, bool scripts = true)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var browser = await TestBrowser.StartAsync();
        try
        {
            var page = await browser.OpenAsync(new Uri("about:blank"), TestBrowser.Window, cancellation);
            await page.Page.SetJavaScriptEnabledAsync(scripts);
            await page.GoToAsync(new Uri(address), cancellation);
            return new TestPage(page, browser);
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>The value of a JavaScript expression. It can be asked of a page that itself may run no scripts, too.</summary>
    public async Task<T> EvaluateAsync<T>(string expression) =>
        (await page.EvaluateAsync<T>(expression, TestContext.Current.CancellationToken))!;

    /// <summary>Waits until a JavaScript expression is true.</summary>
    public async Task UntilAsync(string expression)
    {
        if (await IsSoWithinAsync(expression, Limit)) return;
        var text = await EvaluateAsync<string>("document.body.innerText");
        Assert.Fail($"Not so after {Limit.TotalMinutes:F0} minutes: {expression}\nErrors: {string.Join("\n", Errors)}\nThe page: {text}");
    }

    /// <summary>Waits until a JavaScript expression is true, for a time.</summary>
    /// <returns>Whether it became true.</returns>
    public async Task<bool> IsSoWithinAsync(string expression, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await EvaluateAsync<bool>(expression))
        {
            if (Stopwatch.GetElapsedTime(start) > time) return false;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return true;
    }

    /// <summary>Clicks with the mouse into the middle of an element, which is scrolled into view first.</summary>
    /// <param name="element">A JavaScript expression.</param>
    public async Task ClickAsync(string element)
    {
        var middle = await EvaluateAsync<double[]>($$"""
            (() => {
              const element = {{element}};
              element.scrollIntoView({block: "center"});
              const {x, y, width, height} = element.getBoundingClientRect();
              return [x + width / 2, y + height / 2];
            })()
            """);
        await page.Page.Mouse.ClickAsync((decimal)middle[0], (decimal)middle[1]);
    }

    /// <summary>Presses a key.</summary>
    /// <param name="key">Its name, as in "ArrowLeft".</param>
    public Task PressAsync(string key) => page.Page.Keyboard.PressAsync(key);

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        if (own is not null) await own.DisposeAsync();
    }
}
