using System.CommandLine;
using Lectern.Notebooks;
using Lectern.Outputs;

namespace Lectern.Commands;

/// <summary>Leaves of notebooks what was written, without what it shows.</summary>
internal sealed class CleanCommand
{
    private readonly NotebookArgument notebooks = new(ArgumentArity.OneOrMore);

    public Command Command()
    {
        Command command = new(
            "clean",
            "Takes the outputs and the numbers of their cells out of notebooks, as if they had never run. What is written in them stays. "
            + "Example: lectern clean my-notebook");
        notebooks.AddTo(command);
        command.SetAction(arguments => CommandLine.RunAsync(() => Task.FromResult(Run(arguments))));
        return command;
    }

    /// <summary>All of them are read, and are known to be replaceable, before the first is written.</summary>
    private int Run(ParseResult arguments)
    {
        var read = notebooks.Files(arguments).Select(file => (File: file, Notebook: Read(file))).ToArray();
        foreach (var (file, _) in read) AtomicFile.RequireReplaceable(file.Path);
        foreach (var (file, notebook) in read)
        {
            var cells = notebook.Cells.Count(cell => cell.IsCode && cell.Outputs.Count > 0);
            foreach (var cell in notebook.Cells.Where(cell => cell.IsCode)) cell.Clear();
            notebook.Save(file.Path);
            Console.WriteLine($"{file.Label}: the outputs of {cells} cells are gone");
        }

        return ExitCodes.Success;
    }

    private static Notebook Read(NotebookFile file)
    {
        try
        {
            return Notebook.Read(file.Path);
        }
        catch (NotebookException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
