using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Lectern.Execution;
using Lectern.Outputs;

namespace Lectern.Commands;

/// <summary>What every command that runs notebooks can be told.</summary>
internal sealed class NotebookOptions
{
    /// <summary>Eleven days; timers end somewhat later.</summary>
    private const int Maximum = 1_000_000;

    private readonly NotebookArgument notebooks = new(
        ArgumentArity.ZeroOrMore, "; without any, every notebook in notebooks/ and notebooks/solutions/");

    private readonly Option<string> output;

    private readonly Option<double> timeout = new("--timeout")
    {
        Description = "How long one cell may take",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 300,
        CustomParser = result => TryRead(result.Tokens[0].Value, out var seconds) ? seconds : 0, // what is no number has been refused
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

    private readonly Option<bool> fresh = new("--fresh")
    {
        Description = "Run every notebook, even one whose cells, library and data are the same as when it ran last",
    };

    /// <param name="defaultOutput">The folder that is written to by default.</param>
    public NotebookOptions(string defaultOutput)
    {
        output = new Option<string>("--out")
        {
            Description = "The folder to write to",
            HelpName = "DIR",
            DefaultValueFactory = _ => defaultOutput,
        };
        output.Validators.Add(RequireFolder);
        timeout.Validators.Add(RequirePositive);
        jobs.Validators.Add(RequirePositive);
    }

    public void AddTo(Command command)
    {
        notebooks.AddTo(command);
        foreach (var option in new Option[] { output, timeout, jobs, keepGoing, fresh }) command.Add(option);
    }

    /// <exception cref="UsageException">One of them is not there.</exception>
    public IReadOnlyList<NotebookFile> Files(ParseResult arguments) => notebooks.Files(arguments);

    /// <summary>As it was typed.</summary>
    public string Output(ParseResult arguments) => arguments.GetValue(output)!;

    /// <param name="arguments">The command line.</param>
    /// <param name="into">Writes what the notebooks show.</param>
    /// <param name="browser">The browser that draws still pictures into executed notebooks; null for none.</param>
    /// <param name="earlier">The folder in which earlier runs have left executed notebooks.</param>
    public NotebookBatch Batch(ParseResult arguments, INotebookOutput into, string? browser, string earlier) => new(
        new NotebookRunner(TimeSpan.FromSeconds(arguments.GetValue(timeout)))
        {
            Processors = Math.Max(1, Environment.ProcessorCount / Math.Clamp(Files(arguments).Count, 1, arguments.GetValue(jobs))),
        },
        into,
        new ExecutedNotebooks(Path.GetFullPath(earlier), new NotebookInputs(Path.GetFullPath("data"), browser), arguments.GetValue(fresh)),
        arguments.GetValue(jobs),
        arguments.GetValue(keepGoing));

    public static void RequireFolder(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && string.IsNullOrWhiteSpace(text))
            result.AddError($"{result.Option.Name} \"{text}\": the name of a folder is expected");
    }

    private static void RequirePositive(OptionResult result)
    {
        if (result.Tokens is not [{ Value: var text }] || TryRead(text, out var value) && value is > 0 and <= Maximum) return;
        result.AddError($"{result.Option.Name} {text}: a number from 1 to {Maximum} is expected");
    }

    /// <summary>With a decimal point; a comma, which .NET takes for a separator of thousands, would make 15 of 1,5.</summary>
    private static bool TryRead(string text, out double value) => double.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
}
