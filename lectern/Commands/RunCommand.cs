using System.CommandLine;
using Lectern.Outputs;

namespace Lectern.Commands;

/// <summary>The default command: runs notebooks and writes pages of them.</summary>
internal sealed class RunCommand
{
    public const string Description =
        "Runs C# notebooks without a notebook program: each in a fresh process, cell by cell, up to a cell that fails. "
        + "Writes the executed notebooks, each figure as a page of its own, and index.html, which shows the notebooks "
        + "of this run and no others. Example: lectern run 06-quadratic-fitter";

    private readonly CourseRun run = new();

    private readonly Option<bool> inPlace = new("--in-place")
    {
        Description = "Write what the cells show into the notebooks themselves, as they are kept in git: text, and a PNG for "
            + "each figure. What did not change stays as it is",
    };

    public void AddTo(Command command)
    {
        run.AddTo(command);
        command.Add(inPlace);
        command.SetAction((arguments, cancellationToken) =>
            CommandLine.RunAsync(() => RunAsync(arguments, cancellationToken)));
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        if (arguments.GetValue(inPlace)) return RunReport.ExitCode(await run.RunInPlaceAsync(arguments, cancellationToken));

        using var taken = await run.LockAsync(arguments, cancellationToken);
        var results = await run.RunAsync(arguments, andThen: null, cancellationToken);
        Console.WriteLine(OutputFolder.IndexPath(run.Folder(arguments)));
        return RunReport.ExitCode(results);
    }
}
