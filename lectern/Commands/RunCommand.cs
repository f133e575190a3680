using System.CommandLine;
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

    public void AddTo(Command command)
    {
        options.AddTo(command);
        command.SetAction((arguments, cancellationToken) =>
            CommandLine.RunAsync(() => RunAsync(arguments, cancellationToken), options.Output(arguments)));
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var files = options.Files(arguments);
        OutputFolder folder = new(Path.GetFullPath(options.Output(arguments)));
        folder.Check(files);
        var results = await options.Batch(arguments, folder).RunAsync(files, cancellationToken);

        folder.WriteIndex([.. results.Select(result => result.Chapter).OfType<Pages.Chapter>()]);
        RunReport.Write(AnsiConsole.Console, Console.Error, results);
        Console.WriteLine(folder.IndexPath);
        return RunReport.ExitCode(results);
    }
}
