using System.CommandLine;
using Lectern.Docfx;
using Lectern.Outputs;

namespace Lectern.Commands;

/// <summary>Makes a website of the course: its notebooks with live figures, the data, and the library's reference.</summary>
internal sealed class PagesCommand
{
    private const string Description =
        "Runs notebooks like the default command, and makes a website of them and of the library's reference: DIR/pages, which opens from any "
        + "web server and from disk. docfx makes it (dotnet tool restore), and an installed Chromium, Chrome or Edge sets the formulas. "
        + "Example: lectern pages";

    private readonly CourseRun run = new();

    public Command Command()
    {
        Command command = new("pages", Description);
        run.AddTo(command);
        command.SetAction((arguments, cancellationToken) => CommandLine.RunAsync(() => RunAsync(arguments, cancellationToken)));
        return command;
    }

    /// <summary>What it needs beside the notebooks is asked for first, because they may take minutes.</summary>
    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var browser = run.Browser.Require(arguments);
        DocfxTool docfx = new(Environment.CurrentDirectory);
        await docfx.RunAsync(["--version"], cancellationToken);
        SiteFolder folder = new(run.Folder(arguments));
        using var taken = await run.LockAsync(arguments, cancellationToken);
        var mathJax = await NotebookFormulas.PrepareAsync(run.Files(arguments), cancellationToken);

        var results = await run.RunAsync(arguments, andThen: null, cancellationToken);
        if (RunReport.ExitCode(results) is not ExitCodes.Success and var failed) return failed;

        var course = CourseFolder.Read(Environment.CurrentDirectory, run.Executed(arguments));
        await new SiteBuilder(docfx, mathJax, browser).BuildAsync(course, folder, cancellationToken);
        Console.WriteLine(folder.Index);
        return ExitCodes.Success;
    }
}
