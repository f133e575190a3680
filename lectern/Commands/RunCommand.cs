using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using Lectern.Execution;
using Spectre.Console;

namespace Lectern.Commands;

/// <summary>The command line, and the default command, which runs notebooks.</summary>
internal sealed class RunCommand
{
    private const string Description =
        "Runs C# notebooks without a notebook program: each in a fresh process, cell by cell, up to a cell that fails. "
        + "Writes the executed notebooks, each figure as a page of its own, and index.html, which shows the notebooks "
        + "of this run and no others.";

    /// <summary>Eleven days; timers end somewhat later.</summary>
    private const int Maximum = 1_000_000;

    private readonly Argument<string[]> notebooks = new("NOTEBOOK")
    {
        Description = "Names (06-quadratic-fitter), paths or globs (0*, **/*.ipynb); without any, every notebook in "
            + "notebooks/ and notebooks/solutions/",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "The folder to write to",
        HelpName = "DIR",
        DefaultValueFactory = _ => "out",
    };

    private readonly Option<double> timeout = new("--timeout")
    {
        Description = "How long one cell may take",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 300,
    };

    private readonly Option<int> jobs = new("--jobs")
    {
        Description = "How many notebooks run at once",
        HelpName = "N",
        DefaultValueFactory = _ => 2,
    };

    private readonly Option<bool> keepGoing = new("--keep-going")
    {
        Description = "Run the other notebooks when one fails",
    };

    private RunCommand()
    {
        notebooks.Validators.Add(RefuseOptions);
        timeout.Validators.Add(RequirePositive);
        jobs.Validators.Add(RequirePositive);
    }

    public static Task<int> InvokeAsync(string[] arguments)
    {
        var parsed = new RunCommand().CommandLine().Parse(arguments);
        if (parsed.Action is not ParseErrorAction) return parsed.InvokeAsync();

        var problem = parsed.Errors[0].Message.Split('\n')[0].TrimEnd('\r', '.');
        return Task.FromResult(Fail(ExitCodes.Usage, $"{problem} (see --help)"));
    }

    private RootCommand CommandLine()
    {
        RootCommand root = new(Description);
        Command run = new("run", "The default command: " + Description);
        root.Add(run);
        foreach (var command in new[] { root, run })
        {
            command.Add(notebooks);
            foreach (var option in new Option[] { output, timeout, jobs, keepGoing }) command.Add(option);
            command.SetAction(RunAsync);
        }

        return root;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            var files = new NotebookSelection(Environment.CurrentDirectory).Find(arguments.GetValue(notebooks) ?? []);
            OutputFolder folder = new(Path.GetFullPath(arguments.GetValue(output)!));
            folder.Check(files);
            NotebookRunner runner = new(TimeSpan.FromSeconds(arguments.GetValue(timeout)));
            NotebookBatch batch = new(runner, folder, arguments.GetValue(jobs), arguments.GetValue(keepGoing));
            return await RunAsync(batch, files, folder, cancellationToken);
        }
        catch (UsageException exception)
        {
            return Fail(ExitCodes.Usage, exception.Message);
        }
        catch (OperationCanceledException)
        {
            return Fail(ExitCodes.Interrupted, "interrupted; the notebooks that were running have not been written");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(ExitCodes.Failure, $"cannot write to the folder \"{arguments.GetValue(output)}\": {exception.Message}");
        }
    }

    private static async Task<int> RunAsync(
        NotebookBatch batch, IReadOnlyList<NotebookFile> files, OutputFolder folder, CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Console;
        var results = console.Profile.Out.IsTerminal && console.Profile.Capabilities.Interactive
            ? await LiveProgress.Create(console)
                .StartAsync(context => batch.RunAsync(files, new LiveProgress(context), cancellationToken))
            : await batch.RunAsync(files, new PlainProgress(Console.Out), cancellationToken);

        folder.WriteIndex([.. results.Select(result => result.Chapter).OfType<Pages.Chapter>()]);
        RunReport.Write(console, Console.Error, results);
        Console.WriteLine(folder.IndexPath);
        return results.Any(result => result.Failure is not null) ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static int Fail(int exitCode, string message)
    {
        Console.Error.WriteLine($"lectern: {message}");
        return exitCode;
    }

    /// <summary>The parser takes an option that it does not know for a notebook's name.</summary>
    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-') && !File.Exists(token.Value)))
            result.AddError($"there is no option {token.Value}");
    }

    /// <summary>What is no number at all has been reported by the parser.</summary>
    private static void RequirePositive(OptionResult result)
    {
        if (result.Tokens is not [{ Value: var text }]) return;
        if (!double.TryParse(text, CultureInfo.InvariantCulture, out var value) || value is > 0 and <= Maximum) return;
        result.AddError($"{result.Option.Name} {text}: a number from 1 to {Maximum} is expected");
    }
}
