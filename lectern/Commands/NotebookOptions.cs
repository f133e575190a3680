using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Lectern.Execution;

namespace Lectern.Commands;

/// <summary>What every command that runs notebooks can be told.</summary>
internal sealed class NotebookOptions
{
    /// <summary>Eleven days; timers end somewhat later.</summary>
    private const int Maximum = 1_000_000;

    private readonly Argument<string[]> notebooks = new("NOTEBOOK")
    {
        Description = "Names (06-quadratic-fitter), paths or globs (0*, **/*.ipynb); without any, every notebook in "
            + "notebooks/ and notebooks/solutions/",
        Arity = ArgumentArity.ZeroOrMore,
    };

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

    /// <param name="defaultOutput">The folder that is written to by default.</param>
    public NotebookOptions(string defaultOutput)
    {
        output = new Option<string>("--out")
        {
            Description = "The folder to write to",
            HelpName = "DIR",
            DefaultValueFactory = _ => defaultOutput,
        };
        notebooks.Validators.Add(RefuseOptions);
        output.Validators.Add(RequireFolder);
        timeout.Validators.Add(RequirePositive);
        jobs.Validators.Add(RequirePositive);
    }

    public void AddTo(Command command)
    {
        command.Add(notebooks);
        foreach (var option in new Option[] { output, timeout, jobs, keepGoing }) command.Add(option);
    }

    /// <exception cref="UsageException">One of them is not there.</exception>
    public IReadOnlyList<NotebookFile> Files(ParseResult arguments) =>
        new NotebookSelection(Environment.CurrentDirectory).Find(arguments.GetValue(notebooks) ?? []);

    /// <summary>As it was typed.</summary>
    public string Output(ParseResult arguments) => arguments.GetValue(output)!;

    public NotebookBatch Batch(ParseResult arguments, INotebookOutput into) => new(
        new NotebookRunner(TimeSpan.FromSeconds(arguments.GetValue(timeout))),
        into,
        arguments.GetValue(jobs),
        arguments.GetValue(keepGoing));

    /// <summary>The parser takes an option that it does not know for a notebook's name.</summary>
    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-') && !File.Exists(token.Value)))
            result.AddError($"there is no option {token.Value}");
    }

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
