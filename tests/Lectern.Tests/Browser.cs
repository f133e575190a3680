using System.Diagnostics;

namespace Lectern.Tests;

/// <summary>An installed Chromium without a window and without a network, except for servers on this machine.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge"];

    private static readonly string? Program =
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in Names
         from extension in new[] { "", ".exe" }
         let path = Path.Combine(folder, name + extension)
         where File.Exists(path)
         select path).FirstOrDefault();

    public static void SkipUnlessInstalled() =>
        Assert.SkipWhen(Program is null, $"no browser is installed ({string.Join(", ", Names)}), so the pages are not looked at");

    public static Process Start(string profile, params string[] arguments)
    {
        SkipUnlessInstalled();
        ProcessStartInfo start = new(
            Program!,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                $"--user-data-dir={profile}", "--window-size=1200,900", .. arguments,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>The page's document as the browser has it after its scripts have run.</summary>
    public static async Task<string> DumpAsync(string page)
    {
        using TemporaryFolder profile = new();
        using var process = Start(profile.Path, "--virtual-time-budget=10000", "--dump-dom", new Uri(page).AbsoluteUri);
        var cancellation = TestContext.Current.CancellationToken;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var document = await process.StandardOutput.ReadToEndAsync(cancellation);
        await errors;
        await process.WaitForExitAsync(cancellation);
        return document;
    }
}
