using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Lectern.Outputs;

namespace Lectern.Commands;

/// <summary>The notebooks that a command is given.</summary>
internal sealed class NotebookArgument
{
    private readonly Argument<string[]> argument;

    /// <param name="arity">How many are allowed; without any it is all of the course.</param>
    /// <param name="withoutAny">What the help text says about none.</param>
    public NotebookArgument(ArgumentArity arity, string withoutAny = "")
    {
        argument = new("NOTEBOOK")
        {
            Description = "Names (06-quadratic-fitter), paths or globs (0*, **/*.ipynb)" + withoutAny,
            HelpName = "NOTEBOOK", // else the help text lists all completions here
            Arity = arity,
        };
        argument.Validators.Add(RefuseOptions);
        argument.CompletionSources.Add(_ => Selection.CourseNames.Select(name => new CompletionItem(name)));
    }

    private static NotebookSelection Selection => new(Environment.CurrentDirectory);

    public void AddTo(Command command) => command.Add(argument);

    /// <exception cref="UsageException">One of them is not there.</exception>
    public IReadOnlyList<NotebookFile> Files(ParseResult arguments) => Selection.Find(arguments.GetValue(argument) ?? []);

    /// <summary>The parser takes an option that it does not know for a notebook's name.</summary>
    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-') && !File.Exists(token.Value)))
            result.AddError($"there is no option {token.Value}");
    }
}
