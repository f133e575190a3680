using System.Diagnostics;

namespace Lectern.Tests;

/// <summary>An installed Chromium without a window and without a network.</summary>
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

    /// <summary>The page's document as the browser has it after its scripts have run.</summary>
    public static async Task<string> DumpAsync(string page)
    {
        Assert.SkipWhen(Program is null, $"no browser is installed ({string.Join(", ", Names)}), so the pages are not looked at");
        using TemporaryFolder profile = new();
        ProcessStartInfo start = new(
            Program!,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
                $"--user-data-dir={profile.Path}", "--virtual-time-budget=10000", "--window-size=1200,900", "--dump-dom",
                new Uri(page).AbsoluteUri,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var document = await process.StandardOutput.ReadToEndAsync(cancellation);
        await errors;
        await process.WaitForExitAsync(cancellation);
        return document;
    }
}
