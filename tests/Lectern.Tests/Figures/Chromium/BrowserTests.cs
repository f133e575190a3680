using System.Runtime.Versioning;
using Lectern.Figures.Chromium;

namespace Lectern.Tests.Figures.Chromium;

public sealed class BrowserTests
{
    [Fact]
    public async Task A_script_gives_its_value_or_its_error_and_the_console_is_heard()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var browser = await TestBrowser.StartAsync();
        await using var page = await browser.OpenHtmlAsync(
            "<script>console.error('lost', 7); console.log('no'); setTimeout(() => { throw new Error('late'); })</script>",
            TestBrowser.Window,
            cancellation);

        Assert.Equal(12, (await page.EvaluateAsync("Promise.resolve({a: [innerWidth / 100]})", cancellation))!["a"]![0]!.GetValue<int>());
        Assert.Null(await page.EvaluateAsync("undefined", cancellation));
        Assert.Equal("TypeError: x.y is not a function", (await Fails("const x = {};\nx.y()")).Message);
        Assert.Equal("Error: no", (await Fails("Promise.reject(new Error('no'))")).Message);
        Assert.Equal("just text", (await Fails("throw 'just text'")).Message);
        Assert.StartsWith("SyntaxError", (await Fails("1 +")).Message, StringComparison.Ordinal);
        await page.EvaluateAsync("new Promise(done => setTimeout(done, 50))", cancellation);
        Assert.Equal(["lost 7", "Error: late"], page.Errors);

        Task<BrowserException> Fails(string script) =>
            Assert.ThrowsAsync<BrowserException>(() => page.EvaluateAsync(script, cancellation));
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_an_error()
    {
        await using var browser = await TestBrowser.StartAsync();
        using TemporaryFolder folder = new();
        var failure = await Assert.ThrowsAsync<BrowserException>(
            () => browser.OpenAsync(new Uri(folder["nowhere.html"]), TestBrowser.Window, TestContext.Current.CancellationToken));

        Assert.EndsWith("net::ERR_FILE_NOT_FOUND", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_dies_is_told_from_one_that_is_slow()
    {
        await using var browser = await TestBrowser.StartAsync();
        await using var page = await browser.OpenAsync(
            new Uri("about:blank"), TestBrowser.Window, TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<BrowserException>(
            () => page.SendAsync("Browser.crash", [], TestContext.Current.CancellationToken));

        Assert.Contains(" ended with exit code ", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<BrowserException>(() => page.EvaluateAsync("1", TestContext.Current.CancellationToken));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_program_that_is_no_browser_is_an_error_with_its_last_words()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a script is a program on Unix only");
        using TemporaryFolder folder = new();
        var program = folder.Write("browser", "#!/bin/sh\necho first >&2\necho 'cannot open display' >&2\nexit 7\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Equal($"the browser {program} ended with exit code 7: cannot open display", await Fails());

        File.SetUnixFileMode(program, UnixFileMode.UserRead);
        Assert.StartsWith($"the browser {program} cannot be started: ", await Fails(), StringComparison.Ordinal);

        async Task<string> Fails() => (await Assert.ThrowsAsync<BrowserException>(
            () => Browser.StartAsync(program, TestContext.Current.CancellationToken))).Message;
    }
}
