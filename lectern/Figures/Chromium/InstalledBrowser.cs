namespace Lectern.Figures.Chromium;

/// <summary>Finds a browser of the Chromium family: these alone speak the DevTools protocol whole.</summary>
internal static class InstalledBrowser
{
    public static readonly IReadOnlyList<string> Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge"];

    private static readonly string[] MacNames = ["Google Chrome", "Chromium", "Microsoft Edge"];

    private static readonly string[] WindowsPaths =
        [@"Google\Chrome\Application\chrome.exe", @"Chromium\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe"];

    /// <returns>null if there is none.</returns>
    public static string? Find() => InSearchPath().Concat(UsualPlaces()).FirstOrDefault(File.Exists);

    private static IEnumerable<string> InSearchPath() =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        where folder.Length > 0
        from name in Names
        select Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static IEnumerable<string> UsualPlaces()
    {
        if (OperatingSystem.IsWindows())
        {
            return from place in new[]
                   {
                       Environment.SpecialFolder.ProgramFiles,
                       Environment.SpecialFolder.ProgramFilesX86,
                       Environment.SpecialFolder.LocalApplicationData,
                   }
                   from path in WindowsPaths
                   select Path.Combine(Environment.GetFolderPath(place), path);
        }

        if (!OperatingSystem.IsMacOS()) return [];
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return from folder in new[] { "/Applications", Path.Combine(home, "Applications") }
               from name in MacNames
               select Path.Combine(folder, name + ".app", "Contents", "MacOS", name);
    }
}
