using System.CommandLine;
using Lectern.Figures.Chromium;

namespace Lectern.Commands;

/// <summary>Which browser draws pictures.</summary>
internal sealed class BrowserOption
{
    public Option<string?> Option { get; } = new("--browser")
    {
        Description = "The browser's program, a Chromium, Chrome or Edge; by default the first that is found",
        HelpName = "PATH",
    };

    /// <returns>null if none is installed.</returns>
    /// <exception cref="UsageException">The one that was named is not there.</exception>
    public string? Find(ParseResult arguments) => arguments.GetValue(Option) is not { } path ? InstalledBrowser.Find()
        : File.Exists(path) ? Path.GetFullPath(path)
        : throw new UsageException($"--browser {path}: there is no such file");

    /// <exception cref="UsageException">There is none.</exception>
    public string Require(ParseResult arguments) => Find(arguments) ?? throw new UsageException(
        $"no browser was found that could draw the figures ({string.Join(", ", InstalledBrowser.Names)}, in PATH and "
        + "where they are usually installed): install Chromium, Chrome or Edge, or say where one is with --browser PATH");
}
