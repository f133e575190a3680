using System.CommandLine;
using Lectern.Figures;
using Lectern.Notebooks;
using Lectern.Outputs;
using Spectre.Console;

namespace Lectern.Commands;

/// <summary>
/// The first step of every command that makes something of executed notebooks: runs those that have changed since they ran last, and
/// leaves all of them, their figures and the index in the output folder.
/// </summary>
internal sealed class CourseRun
{
    /// <summary>Where runs write to if nothing is said.</summary>
    public const string DefaultFolder = "out";

    private readonly NotebookOptions options = new(DefaultFolder);
    private readonly BrowserOption browser = new();

    public void AddTo(Command command)
    {
        options.AddTo(command);
        command.Add(browser.Option);
    }

    public BrowserOption Browser => browser;

    /// <summary>The folder that is written to.</summary>
    public string Folder(ParseResult arguments) => Path.GetFullPath(options.Output(arguments));

    /// <exception cref="UsageException">One of them is not there.</exception>
    public IReadOnlyList<NotebookFile> Files(ParseResult arguments) => options.Files(arguments);

    /// <summary>The notebooks as they have run.</summary>
    /// <exception cref="NotebookException">One of them cannot be read.</exception>
    public IReadOnlyList<(NotebookFile File, Notebook Notebook)> Executed(ParseResult arguments) =>
        [.. Files(arguments).Select(file => (file, Notebook.Read(Path.Combine(Folder(arguments), OutputFolder.NotebookPath(file)))))];

    /// <summary>Keeps the output folder for this lectern.</summary>
    public Task<FolderLock> LockAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        FolderLock.TakeAsync([Folder(arguments)], isKept: true, SayWaiting, cancellationToken);

    /// <summary>Runs the notebooks and reports how they went.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="andThen">What else is done with each executed notebook; null for nothing.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<IReadOnlyList<NotebookResult>> RunAsync(
        ParseResult arguments, Func<OutputFolder, INotebookOutput>? andThen, CancellationToken cancellationToken)
    {
        var files = options.Files(arguments);
        var program = browser.Find(arguments);
        await using PictureDrawer pictures = new(program, PictureDrawer.Still);
        OutputFolder folder = new(Folder(arguments), pictures);
        Check(folder, files);
        AtomicFile.RequireWritableFolder(options.Output(arguments));

        var results = await options
            .Batch(arguments, andThen?.Invoke(folder) ?? folder, program, Folder(arguments))
            .RunAsync(files, cancellationToken);
        RunReport.Write(AnsiConsole.Console, Console.Error, results);
        RunReport.WriteNotDrawn(Console.Error, results, "show no picture where no script runs");
        folder.WriteIndex([.. results.Select(result => result.Chapter).OfType<Pages.Chapter>()]);
        return results;
    }

    /// <summary>Runs the notebooks, and writes what they show into their own files.</summary>
    public async Task<IReadOnlyList<NotebookResult>> RunInPlaceAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var files = options.Files(arguments);
        var program = browser.Find(arguments);
        using var taken = await FolderLock.TakeAsync(files.Select(file => file.Folder), isKept: false, SayWaiting, cancellationToken);
        await using PictureDrawer pictures = new(program, PictureDrawer.Kept);

        var results = await options
            .Batch(arguments, new InPlaceOutput(pictures), program, Folder(arguments))
            .RunAsync(files, cancellationToken);
        RunReport.Write(AnsiConsole.Console, Console.Error, results);
        RunReport.WriteNotDrawn(Console.Error, results, "have no picture, or an old one");
        return results;
    }

    public static void SayWaiting(string folder) =>
        Console.Error.WriteLine($"waiting for another lectern that writes to {folder} (Ctrl+C ends the waiting)");

    /// <summary>What is in the way is known before anything runs, and is a matter of the command line.</summary>
    private static void Check(OutputFolder folder, IReadOnlyList<NotebookFile> files)
    {
        try
        {
            folder.Check(files);
        }
        catch (IOException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
