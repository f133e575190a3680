using System.Diagnostics;
using System.Globalization;
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

        Assert.Equal(12, (await page.EvaluateAsync<Answer>("Promise.resolve({a: [innerWidth / 100]})", cancellation))!.A[0]);
        Assert.Null(await page.EvaluateAsync<Answer>("undefined", cancellation));
        Assert.Equal("TypeError: x.y is not a function", (await Fails("const x = {};\nx.y()")).Message);
        Assert.Equal("Error: no", (await Fails("Promise.reject(new Error('no'))")).Message);
        Assert.Equal("just text", (await Fails("throw 'just text'")).Message);
        Assert.StartsWith("SyntaxError", (await Fails("1 +")).Message, StringComparison.Ordinal);
        await page.EvaluateAsync<object>("new Promise(done => setTimeout(done, 50))", cancellation);
        Assert.Equal(["lost 7", "Error: late"], page.Errors);

        Task<BrowserException> Fails(string script) =>
            Assert.ThrowsAsync<BrowserException>(() => page.EvaluateAsync<object>(script, cancellation));
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
            () => browser.AskAsync(() => page.Page.Client.SendAsync("Browser.crash"), TestContext.Current.CancellationToken));

        Assert.Contains(" ended with exit code ", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<BrowserException>(() => page.EvaluateAsync<int>("1", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_page_that_crashes_is_an_error_and_leaves_the_browser_to_others()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var browser = await TestBrowser.StartAsync();
        await using var page = await browser.OpenAsync(new Uri("about:blank"), TestBrowser.Window, cancellation);
        var answer = page.EvaluateAsync<int>("new Promise(() => {})", cancellation);
        await page.Page.Client.SendAsync("Page.crash", waitForCallback: false);
        foreach (var task in new[] { answer, page.EvaluateAsync<int>("1", cancellation) })
            Assert.Equal("the page crashed, perhaps for want of memory", (await Assert.ThrowsAsync<BrowserException>(() => task)).Message);

        await using var other = await browser.OpenAsync(new Uri("about:blank"), TestBrowser.Window, cancellation);
        Assert.Equal(1, await other.EvaluateAsync<int>("1", cancellation));
    }

    [Fact]
    public async Task A_crash_is_told_with_its_reason_and_without_what_comes_before_and_after_it()
    {
        using TemporaryFolder folder = new();
        var program = Script(folder, """
            echo '[1:2:0101/000000.1:ERROR:dbus/bus.cc:405] Failed to connect to the bus' >&2
            echo '[1:2:0101/000000.2:FATAL:gpu/main.cc:7] the card is gone' >&2
            echo '#0 0x0123456789' >&2
            echo '[0101/000000.3:ERROR:third_party/crashpad/util.cc:1] no report' >&2
            exit 133
            """);

        Assert.Equal($"the browser {program} ended with exit code 133: the card is gone", await FailureAsync(program));
    }

    [Fact]
    public async Task A_browser_that_never_answers_is_started_once_more_then_given_up_and_every_start_is_ended()
    {
        using TemporaryFolder folder = new();
        var program = Script(folder, $"echo $$ >>{folder["ids"]}\nexec sleep 600");

        Assert.Equal($"the browser {program} did not answer within 3 s", await FailureAsync(program, TimeSpan.FromSeconds(3)));
        var ids = folder.Read("ids").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(2, ids.Length);
        while (Process.GetProcesses().Any(process => ids.Contains(process.Id)))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_browser_that_hangs_at_its_first_start_draws_after_the_second()
    {
        using TemporaryFolder folder = new();
        var program = Script(folder, $"""
            test -e "{folder["hung"]}" && exec {TestBrowser.Program()} "$@"
            touch "{folder["hung"]}"
            exec sleep 600
            """);

        var cancellation = TestContext.Current.CancellationToken;
        await using var browser = await Browser.StartAsync(program, cancellation, TimeSpan.FromSeconds(20));
        await using var page = await browser.OpenHtmlAsync("<p>Here</p>", TestBrowser.Window, cancellation);
        Assert.Equal("Here", await page.EvaluateAsync<string>("document.body.innerText", cancellation));
    }

    [Fact]
    public async Task A_page_that_hangs_at_its_start_is_opened_once_more()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere nothing tells which processes are the browser's");
        var cancellation = TestContext.Current.CancellationToken;
        await using var browser = await Browser.StartAsync(TestBrowser.Program(), cancellation, TimeSpan.FromSeconds(20));
        await using var first = await browser.OpenHtmlAsync("<p>First</p>", TestBrowser.Window, cancellation);

        // The browser keeps the next page's process ready; that one is stopped, and so is the first page.
        var renderers = Processes(browser).Where(process => Lines($"{process}/cmdline").Any(line => line.Contains("--type=renderer", StringComparison.Ordinal)));
        foreach (var process in renderers) Process.Start("kill", ["-STOP", Path.GetFileName(process)]).WaitForExit();

        await using var page = await browser.OpenHtmlAsync("<p>Here</p>", TestBrowser.Window, cancellation);
        Assert.Equal("Here", await page.EvaluateAsync<string>("document.body.innerText", cancellation));
    }

    [Fact]
    public async Task Lines_and_letters_are_drawn_without_a_graphics_card_which_would_not_draw_them_alike_each_time()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var browser = await TestBrowser.StartAsync();
        await using var page = await browser.OpenAsync(new Uri("chrome://gpu"), TestBrowser.Window, cancellation);

        const string Rasterization = "document.querySelector('info-view')?.shadowRoot?.textContent.match(/Rasterization: [\\w ]+/)?.[0]";
        string? found;
        while ((found = await page.EvaluateAsync<string>(Rasterization, cancellation)) is null) await Task.Delay(50, cancellation);
        Assert.Equal("Rasterization: Software only", found.Trim());
    }

    [Fact]
    public async Task No_other_program_can_reach_the_browser()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere nothing tells which process has which socket");
        await using var browser = await TestBrowser.StartAsync();

        var files = Processes(browser)
            .SelectMany(process => IfItIsThere(() => Directory.GetFiles($"{process}/fd")))
            .Select(file => new FileInfo(file).LinkTarget)
            .ToHashSet();
        Assert.Contains(files, file => file?.StartsWith("pipe:", StringComparison.Ordinal) == true);

        var listening = Lines("/proc/net/tcp").Concat(Lines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[3] == "0A")
            .Select(fields => $"socket:[{fields[9]}]");
        Assert.DoesNotContain(listening, files.Contains);
    }

    [Fact]
    public async Task A_program_that_is_no_browser_is_an_error_with_its_last_words()
    {
        using TemporaryFolder folder = new();
        var program = Script(folder, "echo first >&2\necho 'cannot open display' >&2\nexit 7");
        Assert.Equal($"the browser {program} ended with exit code 7: cannot open display", await FailureAsync(program));

        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(program, UnixFileMode.UserRead);
        Assert.StartsWith($"the browser {program} cannot be started: ", await FailureAsync(program), StringComparison.Ordinal);
    }

    /// <summary>The folders in which Linux tells of the browser's processes, its helpers among them.</summary>
    private static IEnumerable<string> Processes(Browser browser) => Directory.GetDirectories("/proc")
        .Where(process => Lines($"{process}/cmdline").Any(line => line.Contains(browser.Profile, StringComparison.Ordinal)));

    private static string[] Lines(string file) => IfItIsThere(() => File.ReadAllLines(file));

    private static string[] IfItIsThere(Func<string[]> read)
    {
        try
        {
            return read();
        }
        catch (IOException)
        {
            return []; // the process has ended
        }
    }

    private static string Script(TemporaryFolder folder, string commands)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a script is a program on Unix only");
        var program = folder.Write("browser", $"#!/bin/sh\n{commands}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return program;
    }

    private static async Task<string> FailureAsync(string program, TimeSpan? limit = null) =>
        (await Assert.ThrowsAsync<BrowserException>(
            () => Browser.StartAsync(program, TestContext.Current.CancellationToken, limit))).Message;

    private sealed record Answer(double[] A);
}
