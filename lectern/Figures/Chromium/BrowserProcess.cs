using System.Diagnostics;
using System.IO.Pipes;
using System.Text.RegularExpressions;

namespace Lectern.Figures.Chromium;

/// <summary>
/// A browser without a window and without a network. It is spoken to through two pipes, which no other program can reach, and it
/// ends when they are closed, even by the end of a lectern that was killed. Its profile goes with it.
/// </summary>
internal sealed partial class BrowserProcess : IAsyncDisposable
{
    /// <summary>
    /// Runs the program with standard input and output as the files 3 and 4, where it expects the pipes, and deletes its profile
    /// after it, since a lectern that was killed cannot. The browser's last helpers may still write for a moment. Signals are
    /// for the browser alone: the shell has to outlive it.
    /// </summary>
    private const string RunAndCleanUp = """
        trap : HUP INT TERM
        "$@" 3<&0 4>&1 </dev/null >/dev/null
        status=$?
        for attempt in 1 2 3 4 5 6 7 8 9; do rm -rf "$0" 2>/dev/null && break; sleep 0.1; done
        exit $status
        """;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly Process process = new() { EnableRaisingEvents = true };
    private readonly string program;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string lastWords = "";
    private volatile string? lastFatalWords;

    private BrowserProcess(string program)
    {
        this.program = program;
        Profile = CreateProfile();
        process.Exited += (_, _) => ended.TrySetResult();
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>What it is told; each command ends with a zero byte.</summary>
    public Stream Commands { get; private set; } = Stream.Null;

    /// <summary>What it answers, in the same form.</summary>
    public Stream Answers { get; private set; } = Stream.Null;

    /// <summary>Completes when it has ended.</summary>
    public Task Ended => ended.Task;

    /// <summary>The folder of its settings and caches.</summary>
    public string Profile { get; }

    /// <summary>The program, for messages.</summary>
    public string Name => $"the browser {program}";

    /// <exception cref="BrowserException">It does not start, or there is no room for its profile.</exception>
    public static BrowserProcess Start(string program)
    {
        BrowserProcess browser = new(program);
        try
        {
            if (OperatingSystem.IsWindows()) browser.StartOnWindows();
            else browser.StartOnUnix();
            browser.process.BeginErrorReadLine();
            return browser;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            Directory.Delete(browser.Profile, recursive: true);
            throw new BrowserException($"the browser {program} cannot be started: {exception.Message}");
        }
    }

    /// <summary>How it ended, with what it said of the reason.</summary>
    public async Task<BrowserException> EndAsync()
    {
        await ExitAsync();
        var end = !process.HasExited ? $"{Name} closed the connection"
            : IsNotStarted(process.ExitCode) ? $"{Name} cannot be started"
            : $"{Name} ended with exit code {process.ExitCode}";
        return new BrowserException((lastFatalWords ?? lastWords) is { Length: > 0 } reason ? $"{end}: {reason}" : end);
    }

    /// <summary>Ends it with all its processes, if it has not been told to close and does so in a moment.</summary>
    public async ValueTask DisposeAsync()
    {
        await ExitAsync();
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }

        await ExitAsync();
        await Commands.DisposeAsync();
        await Answers.DisposeAsync();
        process.Dispose();
        await DeleteProfileAsync();
    }

    /// <summary>The shell's own exit codes: the program is not there, or may not be run.</summary>
    private static bool IsNotStarted(int exitCode) => !OperatingSystem.IsWindows() && exitCode is 126 or 127;

    private static string CreateProfile()
    {
        try
        {
            return Directory.CreateTempSubdirectory("lectern-browser-").FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BrowserException($"the browser needs a folder for its profile, and none can be made: {exception.Message}");
        }
    }

    private void StartOnUnix()
    {
        process.StartInfo = new("/bin/sh", ["-c", RunAndCleanUp, Profile, program, .. Arguments(), "--remote-debugging-pipe"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process.Start();
        Commands = process.StandardInput.BaseStream;
        Answers = process.StandardOutput.BaseStream;
    }

    /// <summary>There the browser takes the handles of two pipes, which it inherits.</summary>
    private void StartOnWindows()
    {
        AnonymousPipeServerStream commands = new(PipeDirection.Out, HandleInheritability.Inheritable);
        AnonymousPipeServerStream answers = new(PipeDirection.In, HandleInheritability.Inheritable);
        (Commands, Answers) = (commands, answers);
        var handles = $"--remote-debugging-io-pipes={commands.GetClientHandleAsString()},{answers.GetClientHandleAsString()}";
        process.StartInfo = new(program, [.. Arguments(), "--remote-debugging-pipe", handles]) { RedirectStandardError = true };
        process.Start();
        commands.DisposeLocalCopyOfClientHandle();
        answers.DisposeLocalCopyOfClientHandle();
    }

    private IEnumerable<string> Arguments() =>
    [
        "--headless=new", "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-extensions", "--no-proxy-server",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",

        // Pictures come out alike wherever they are drawn, and each time; figures in space are drawn without a graphics card.
        // Debian's Chromium asks for lines and letters to be drawn as if there were one: their edges then differ now and then.
        "--hide-scrollbars", "--force-color-profile=srgb", "--font-render-hinting=none", "--lang=en-US",
        "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-gpu-rasterization",

        // A page behind another one is drawn all the same.
        "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",

        // In a container neither a sandbox nor much shared memory can be had. The pages come from code that this program
        // has just run without any sandbox.
        .. OperatingSystem.IsLinux() ? new[] { "--no-sandbox", "--disable-dev-shm-usage" } : [],
        $"--user-data-dir={Profile}",
    ];

    /// <summary>The last line counts, or the last that tells of a crash, since a long list of addresses follows that.</summary>
    private void Hear(string? line)
    {
        if (string.IsNullOrWhiteSpace(line) || Noise().IsMatch(line)) return;
        lastWords = Prefix().Replace(line, "").Trim();
        if (Crash().IsMatch(line)) lastFatalWords = lastWords;
    }

    /// <summary>Waits a moment for its end and for the rest of its errors, which a helper that outlives it may hold open.</summary>
    private async Task ExitAsync()
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

    /// <summary>Its last helpers may write for a moment after it. A folder that stays is no reason to fail.</summary>
    private async Task DeleteProfileAsync()
    {
        for (var attempt = 0; attempt < 40; attempt++)
        {
            try
            {
                Directory.Delete(Profile, recursive: true);
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

    /// <summary>What a browser says on every machine without a desktop, and what its crash handler says.</summary>
    [GeneratedRegex(":(dbus|third_party/crashpad)/")]
    private static partial Regex Noise();

    /// <summary>Process, thread, time and line of source before each message.</summary>
    [GeneratedRegex(@"^\[[0-9:./]+:[A-Z]+:[^\]]*\] ")]
    private static partial Regex Prefix();

    [GeneratedRegex(":FATAL:|^Received signal ")]
    private static partial Regex Crash();
}
