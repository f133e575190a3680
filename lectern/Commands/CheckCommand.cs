using System.CommandLine;
using Lectern.Outputs;

namespace Lectern.Commands;

/// <summary>Runs notebooks like the default command, and finds what has drifted from what is in git.</summary>
internal sealed class CheckCommand
{
    private const string Description =
        "Runs notebooks like the default command, and compares what the cells show with what their files hold, as run --in-place has "
        + "written it: text, in which numbers may differ by what machines round, the data of figures, the numbers of cells and their ids. "
        + "Says cell by cell what has drifted, and then exits with 1. Example: lectern check 04-manual-grad";

    private readonly CourseRun run = new();

    public Command Command()
    {
        Command command = new("check", Description);
        run.AddTo(command);
        command.SetAction((arguments, cancellationToken) =>
            CommandLine.RunAsync(() => RunAsync(arguments, cancellationToken)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var taken = await run.LockAsync(arguments, cancellationToken);
        DriftOutput? drift = null;
        var results = await run.RunAsync(arguments, folder => drift = new DriftOutput(folder), cancellationToken);
        Console.WriteLine(OutputFolder.IndexPath(run.Folder(arguments)));
        DriftReport.Write(Console.Out, [.. results.Select(result => result.File)], drift!.Found);
        return Math.Max(RunReport.ExitCode(results), DriftReport.ExitCode(drift.Found));
    }
}
