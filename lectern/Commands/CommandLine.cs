using System.CommandLine;
using System.CommandLine.Invocation;
using Lectern.Docfx;
using Lectern.Execution;
using Lectern.Figures.Chromium;
using Lectern.Jupyter;
using Lectern.Notebooks;
using Lectern.Rendering;
using Lectern.Site;

namespace Lectern.Commands;

/// <summary>The command line: its commands, and what is said when one of them cannot be carried out.</summary>
internal static class CommandLine
{
    public static async Task<int> InvokeAsync(string[] arguments)
    {
        var parsed = Root().Parse(arguments);
        if (parsed.Action is ParseErrorAction) return Fail(ExitCodes.Usage, $"{parsed.Errors[0].Message.Split('\n')[0].TrimEnd('\r', '.')} (see --help)");

        using Termination termination = new();
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, termination.Token);
        return exitCode == ExitCodes.Interrupted ? termination.ExitCode : exitCode;
    }

    /// <summary>Runs a command; whatever stops it is one line on the error stream.</summary>
    /// <param name="command">Returns the exit code.</param>
    public static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (UsageException exception)
        {
            return Fail(ExitCodes.Usage, exception.Message);
        }
        catch (Exception exception) when (exception is BrowserException or DocfxException or KernelToolException or NotebookException or SiteException)
        {
            return Fail(ExitCodes.Failure, exception.Message);
        }
        catch (FormulaException exception)
        {
            return Fail(ExitCodes.Failure, exception.Problems);
        }
        catch (OperationCanceledException)
        {
            return Fail(ExitCodes.Interrupted, "interrupted; the notebooks that were running have not been written");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(ExitCodes.Failure, exception.Message);
        }
    }

    private static RootCommand Root()
    {
        RunCommand run = new();
        RootCommand root = new(RunCommand.Description);
        run.AddTo(root);
        Command named = new("run", "The default command: " + RunCommand.Description);
        run.AddTo(named);
        root.Add(named);
        root.Add(new CheckCommand().Command());
        root.Add(new FiguresCommand().Command());
        root.Add(new PagesCommand().Command());
        root.Add(new SlidesCommand().Command());
        root.Add(new NewCommand().Command());
        root.Add(new CleanCommand().Command());
        root.Add(new JupyterCommand().Command());
        return root;
    }

    private static int Fail(int exitCode, params IEnumerable<string> messages)
    {
        try
        {
            foreach (var message in messages) Console.Error.WriteLine($"lectern: {ScreenLine.Of(message)}");
        }
        catch (IOException)
        {
            // The terminal was closed, which may be why it failed.
        }

        return exitCode;
    }
}
