using System.CommandLine;
using Lectern.Figures;
using Lectern.Notebooks;
using Spectre.Console;

namespace Lectern.Commands;

/// <summary>Runs notebooks like the default command, and finds what has drifted from what is in git.</summary>
internal sealed class CheckCommand
{
    private const string Description =
        "Runs notebooks like the default command, and compares what the cells show with what their files hold, as run --in-place has "
        + "written it: text, in which numbers may differ by what machines round, the data of figures, the numbers of cells and their ids. "
        + "Says cell by cell what has drifted, and then exits with 1. Example: lectern check 04-manual-grad";

    private readonly NotebookOptions options = new("out");
    private readonly BrowserOption browser = new();

    public Command Command()
    {
        Command command = new("check", Description);
        options.AddTo(command);
        command.Add(browser.Option);
        command.SetAction((arguments, cancellationToken) =>
            CommandLine.RunAsync(() => RunAsync(arguments, cancellationToken)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var files = options.Files(arguments);
        await using PictureDrawer pictures = new(browser.Find(arguments), PictureDrawer.Still);
        OutputFolder folder = new(Path.GetFullPath(options.Output(arguments)), pictures);
        folder.Check(files);
        AtomicFile.RequireWritableFolder(options.Output(arguments));
        DriftOutput drift = new(folder);
        var results = await options.Batch(arguments, drift).RunAsync(files, cancellationToken);

        RunReport.Write(AnsiConsole.Console, Console.Error, results);
        RunReport.WriteNotDrawn(Console.Error, results, "show no picture where no script runs");
        folder.WriteIndex([.. results.Select(result => result.Chapter).OfType<Pages.Chapter>()]);
        Console.WriteLine(folder.IndexPath);
        DriftReport.Write(Console.Out, [.. results.Select(result => result.File)], drift.Found);
        return Math.Max(RunReport.ExitCode(results), DriftReport.ExitCode(drift.Found));
    }
}
