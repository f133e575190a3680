using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Figures.Chromium;

namespace Lectern.Tests;

/// <summary>A page that stays open and can be asked.</summary>
internal sealed class TestPage : IAsyncDisposable
{
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
            if (!scripts) await page.SendAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = true }, cancellation);
            await page.SendAsync("Page.navigate", new JsonObject { ["url"] = address }, cancellation);
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
        (await page.EvaluateAsync(expression, TestContext.Current.CancellationToken)).Deserialize<T>(JsonSerializerOptions.Web)!;

    /// <summary>Waits until a JavaScript expression is true.</summary>
    public async Task UntilAsync(string expression)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await EvaluateAsync<bool>(expression))
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(60))
            {
                var text = await EvaluateAsync<string>("document.body.innerText");
                Assert.Fail($"Not so after a minute: {expression}\nErrors: {string.Join("\n", Errors)}\nThe page: {text}");
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await page.DisposeAsync();
        if (own is not null) await own.DisposeAsync();
    }
}
