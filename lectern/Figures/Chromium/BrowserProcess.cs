using System.Diagnostics;

namespace Lectern.Figures.Chromium;

/// <summary>A browser without a window and without a network, with a profile of its own that goes with it.</summary>
internal sealed class BrowserProcess : IAsyncDisposable
{
    private const string Announcement = "DevTools listening on ";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly Process process;
    private readonly string profile;
    private volatile string announced = "";
    private volatile string lastError = "";

    private BrowserProcess(Process process, string profile)
    {
        this.process = process;
        this.profile = profile;
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine(); // lest it wait for a reader
    }

    /// <summary>A folder for pages, gone with the browser.</summary>
    public string Folder => profile;

    public static BrowserProcess Start(string program)
    {
        var profile = Directory.CreateTempSubdirectory("lectern-browser-").FullName;
        ProcessStartInfo start = new(program, Arguments(profile)) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            return new BrowserProcess(Process.Start(start)!, profile);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            Directory.Delete(profile, recursive: true);
            throw new BrowserException($"the browser {program} cannot be started: {exception.Message}");
        }
    }

    /// <summary>
    /// Where it listens. It says so on its error stream and in a file; a browser in a sandbox of its own has another
    /// folder under that name, and a script around it may swallow the stream, so both are looked at.
    /// </summary>
    public async Task<Uri> EndpointAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < StartLimit)
        {
            if ((Announced() ?? Written()) is { } endpoint) return endpoint;
            if (process.HasExited) throw new BrowserException(await DescribeEndAsync());
            await Task.Delay(Pause, cancellationToken);
        }

        throw new BrowserException(WithReason(
            $"the browser {process.StartInfo.FileName} did not start within {StartLimit.TotalSeconds:F0} s"));
    }

    /// <summary>How it ended, with the last thing that it said.</summary>
    public async Task<string> DescribeEndAsync()
    {
        var name = $"the browser {process.StartInfo.FileName}";
        await EndedAsync();
        return WithReason(process.HasExited ? $"{name} ended with exit code {process.ExitCode}" : $"{name} closed the connection");
    }

    /// <summary>Ends it with all its processes, if it has not been told to close and does so in a moment.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndedAsync();
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }

        await EndedAsync();
        process.Dispose();
        await DeleteProfileAsync();
    }

    /// <summary>Waits for its end and for the rest of its errors, which a helper that outlives it may hold open.</summary>
    private async Task EndedAsync()
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(Grace);
        }
        catch (TimeoutException)
        {
            // What can be known is known.
        }
    }

    private static IEnumerable<string> Arguments(string profile) =>
    [
        "--headless=new", "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",

        // Pictures come out alike wherever they are drawn; figures in space are drawn without a graphics card.
        "--hide-scrollbars", "--force-color-profile=srgb", "--font-render-hinting=none", "--lang=en-US",
        "--use-angle=swiftshader", "--enable-unsafe-swiftshader",

        // A page behind another one is drawn all the same.
        "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",

        // In a container neither a sandbox nor much shared memory can be had. The pages come from code that this program
        // has just run without any sandbox.
        .. OperatingSystem.IsLinux() ? new[] { "--no-sandbox", "--disable-dev-shm-usage" } : [],
        "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank",
    ];

    private void Hear(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        if (line.StartsWith(Announcement, StringComparison.Ordinal)) announced = line[Announcement.Length..].Trim();
        else lastError = line.Trim();
    }

    private Uri? Announced() => announced.Length > 0 ? new Uri(announced) : null;

    /// <summary>Two lines: the port, and the path.</summary>
    private Uri? Written()
    {
        try
        {
            return File.ReadAllLines(Path.Combine(profile, "DevToolsActivePort")) is [var port, ['/', ..] path]
                ? new Uri($"ws://127.0.0.1:{port}{path}")
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // not yet
        }
    }

    private string WithReason(string what) => lastError.Length > 0 ? $"{what}: {lastError}" : what;

    /// <summary>Its last helpers may write for a moment after it. A folder that stays is no reason to fail.</summary>
    private async Task DeleteProfileAsync()
    {
        for (var attempt = 0; attempt < 40; attempt++)
        {
            try
            {
                Directory.Delete(profile, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
