using System.CommandLine;
using Lectern.Figures.Chromium;
using Lectern.Notebooks;
using Lectern.Outputs;
using Lectern.Rendering;
using Lectern.Slides;

namespace Lectern.Commands;

/// <summary>Makes slides of notebooks.</summary>
internal sealed class SlidesCommand
{
    private const string Description =
        "Makes a deck of slides of each notebook, by the slide types of its cells: DIR/slides/NOTEBOOK.html, with live figures, formulas, "
        + "steps, an overview and speaker notes; the key ? lists the keys. DIR/slides/index.html lists the decks of this run. Example: lectern slides 05-autograd --pdf";

    private const string Folder = "slides";

    private readonly CourseRun run = new();

    private readonly Option<bool> pdf = new("--pdf")
    {
        Description = "Print each deck as well, as NOTEBOOK.pdf with a page for each screen",
    };

    public Command Command()
    {
        Command command = new("slides", Description);
        run.AddTo(command);
        command.Add(pdf);
        command.SetAction((arguments, cancellationToken) =>
            CommandLine.RunAsync(() => RunAsync(arguments, cancellationToken)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var files = run.Files(arguments);
        var program = run.Browser.Require(arguments);
        SlidesFolder folder = new(Path.Combine(run.Folder(arguments), Folder));
        using var taken = await run.LockAsync(arguments, cancellationToken);
        folder.Check(files);
        var mathJax = await NotebookFormulas.PrepareAsync(files, cancellationToken);

        var results = await run.RunAsync(arguments, andThen: null, cancellationToken);
        if (RunReport.ExitCode(results) is not ExitCodes.Success and var failed) return failed;

        var notebooks = run.Executed(arguments);
        (NotebookFile File, Notebook Notebook, Deck Deck)[] decks =
        [
            .. from item in notebooks
               let deck = Deck.Of(item.Notebook, item.File.Name)
               where deck is not null
               select (item.File, item.Notebook, deck),
        ];
        if (decks.Length == 0) throw NothingToShow(files);

        await using var running = await Browser.StartAsync(program, cancellationToken);
        var formulas = await mathJax.SetAsync(
            running, [.. decks.Select(deck => (deck.File.Label, deck.Notebook))], cancellationToken);
        folder.WriteShared(PlotlyScript.FromFirst(decks.Select(deck => deck.Notebook)));
        foreach (var (file, notebook, deck) in decks) folder.Write(file, notebook, deck, formulas);
        folder.WriteIndex(decks.Select(deck => (deck.File, deck.Deck)));
        if (arguments.GetValue(pdf))
            foreach (var (file, _, _) in decks) await folder.PrintAsync(running, file, cancellationToken);

        Console.WriteLine(folder.IndexPath);
        return ExitCodes.Success;
    }

    private static UsageException NothingToShow(IReadOnlyList<NotebookFile> files) =>
        new($"{string.Join(", ", files.Select(file => file.Label))}: no cell says what it is on a slide; give cells a slide type in Jupyter or VS Code");
}
