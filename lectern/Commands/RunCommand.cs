using System.CommandLine;
using Lectern.Figures;
using Lectern.Notebooks;
using Spectre.Console;

namespace Lectern.Commands;

/// <summary>The default command: runs notebooks and writes pages of them.</summary>
internal sealed class RunCommand
{
    public const string Description =
        "Runs C# notebooks without a notebook program: each in a fresh process, cell by cell, up to a cell that fails. "
        + "Writes the executed notebooks, each figure as a page of its own, and index.html, which shows the notebooks "
        + "of this run and no others.";

    private readonly NotebookOptions options = new("out");
    private readonly BrowserOption browser = new();

    private readonly Option<bool> inPlace = new("--in-place")
    {
        Description = "Write what the cells show into the notebooks themselves, as they are kept in git: text, and a PNG for "
            + "each figure. What did not change stays as it is",
    };

    public void AddTo(Command command)
    {
        options.AddTo(command);
        command.Add(inPlace);
        command.Add(browser.Option);
        command.SetAction((arguments, cancellationToken) =>
            CommandLine.RunAsync(() => RunAsync(arguments, cancellationToken)));
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var files = options.Files(arguments);
        var isInPlace = arguments.GetValue(inPlace);
        await using PictureDrawer pictures = new(browser.Find(arguments), isInPlace ? PictureDrawer.Kept : PictureDrawer.Still);
        if (isInPlace) return await RunInPlaceAsync(arguments, files, pictures, cancellationToken);

        OutputFolder folder = new(Path.GetFullPath(options.Output(arguments)), pictures);
        folder.Check(files);
        AtomicFile.RequireWritableFolder(options.Output(arguments));
        var results = await options.Batch(arguments, folder).RunAsync(files, cancellationToken);

        RunReport.Write(AnsiConsole.Console, Console.Error, results);
        RunReport.WriteNotDrawn(Console.Error, results, "show no picture where no script runs");
        folder.WriteIndex([.. results.Select(result => result.Chapter).OfType<Pages.Chapter>()]);
        Console.WriteLine(folder.IndexPath);
        return RunReport.ExitCode(results);
    }

    private async Task<int> RunInPlaceAsync(
        ParseResult arguments, IReadOnlyList<NotebookFile> files, PictureDrawer pictures, CancellationToken cancellationToken)
    {
        var results = await options.Batch(arguments, new InPlaceOutput(pictures)).RunAsync(files, cancellationToken);
        RunReport.Write(AnsiConsole.Console, Console.Error, results);
        RunReport.WriteNotDrawn(Console.Error, results, "have no picture, or an old one");
        return RunReport.ExitCode(results);
    }
}
