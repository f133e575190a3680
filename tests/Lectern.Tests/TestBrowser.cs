using Lectern.Figures.Chromium;

namespace Lectern.Tests;

/// <summary>An installed browser, as lectern finds and runs it.</summary>
internal static class TestBrowser
{
    public static readonly View Window = new(1200, 900);

    /// <summary>
    /// plotly.js is unpacked beside the page's own thread; after that ten seconds pass on a clock that does not wait.
    /// </summary>
    private const string Unpacked = """
        !document.querySelector(".backprop-plotly") || window.Plotly
            || new Promise(done => window.addEventListener("backprop-plotly", () => done(true)))
        """;

    /// <summary>Skips the test where there is none.</summary>
    public static string Program()
    {
        var program = InstalledBrowser.Find();
        Assert.SkipWhen(program is null, $"no browser is installed ({string.Join(", ", InstalledBrowser.Names)}), so nothing is drawn");
        return program!;
    }

    public static Task<Browser> StartAsync() => Browser.StartAsync(Program(), TestContext.Current.CancellationToken);

    /// <summary>The page's document as the browser has it after its scripts have run.</summary>
    public static async Task<string> DumpAsync(string path)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var browser = await StartAsync();
        await using var page = await browser.OpenAsync(new Uri(path), Window, cancellation);
        await page.EvaluateAsync<bool>($"Promise.resolve({Unpacked}).then(() => true)", cancellation);

        // The timer first: from the second command on, time passes as fast as the page lets it.
        var later = page.EvaluateAsync<object>("new Promise(done => setTimeout(done, 9000))", cancellation);
        await page.Page.Client.SendAsync("Emulation.setVirtualTimePolicy", new { policy = "pauseIfNetworkFetchesPending", budget = 10_000 });
        await later;
        return (await page.EvaluateAsync<string>("document.documentElement.outerHTML", cancellation))!;
    }
}
