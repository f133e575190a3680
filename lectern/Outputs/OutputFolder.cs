using Lectern.Execution;
using Lectern.Figures;
using Lectern.Figures.Chromium;
using Lectern.Notebooks;
using Lectern.Pages;
using Lectern.Site;

namespace Lectern.Outputs;

/// <summary>Where everything that a run makes is written.</summary>
/// <param name="root">The folder.</param>
/// <param name="pictures">Draws what charts show where no script runs.</param>
internal sealed class OutputFolder(string root, PictureDrawer pictures) : INotebookOutput
{
    private const string Notebooks = "notebooks";
    private const string Figures = "figures";
    private const string Index = "index.html";

    private readonly OwnFiles own = new(root);

    /// <summary>Of an output folder.</summary>
    public static string IndexPath(string root) => Path.Combine(root, Index);

    /// <summary>Finds out before the work rather than after it that files of others are in the way.</summary>
    /// <exception cref="IOException">A notebook's output would replace the notebook itself, or a file that is not lectern's.</exception>
    public void Check(IReadOnlyCollection<NotebookFile> files)
    {
        foreach (var file in files.Where(file => RealPath.Of(Path.Combine(root, NotebookPath(file))) == RealPath.Of(file.Path)))
            throw new IOException($"{file.Path} would be overwritten by its own output: choose another --out");

        foreach (var path in files.Select(NotebookPath).Append(Index)) own.RequireOwn(path);
        own.RemoveAbandoned();
    }

    /// <summary>Writes the executed notebook and its figures' pages; figures that it no longer has are removed.</summary>
    public async Task<NotebookResult> WriteAsync(
        NotebookFile file, Notebook notebook, NotebookRun run, CancellationToken cancellationToken)
    {
        var (missing, reason) = await AddPicturesAsync(notebook, cancellationToken);
        if (run is { Failure: null, Inputs: not null } && reason is null) ExecutedNotebooks.Mark(notebook, run);
        var chapter = Write(file, notebook, run.Failure?.ToString());
        return new NotebookResult(file, run, chapter, Failure: NotebookResult.Describe(file, run.Failure), NotDrawn: missing, NotDrawnBecause: reason);
    }

    /// <summary>A chart without a still picture can be drawn all the same, so that this is no reason to fail.</summary>
    /// <returns>How many charts have none, and why; null if there is no browser.</returns>
    private async Task<(int Missing, string? Reason)> AddPicturesAsync(Notebook notebook, CancellationToken cancellationToken)
    {
        var charts = StaticPictures.Wanting(FigureFinder.Find(notebook));
        if (charts.Figures.Count == 0) return (0, null);
        if (!pictures.CanDraw) return (charts.Figures.Count, null);
        try
        {
            StaticPictures.Insert(charts, await pictures.DrawAsync(charts, cancellationToken).ToListAsync(cancellationToken));
            return (0, null);
        }
        catch (BrowserException exception)
        {
            return (charts.Figures.Count, exception.Message);
        }
    }

    public void WriteIndex(IReadOnlyList<Chapter> chapters) => own.Write(Index, IndexPage.Write(chapters));

    private Chapter Write(NotebookFile file, Notebook notebook, string? failure)
    {
        own.Write(NotebookPath(file), notebook.ToJson());

        var figures = FigureFinder.Find(notebook);
        var folder = Path.Combine(Figures, file.Name);
        var pages = figures.Figures.ToDictionary(figure => Path.Combine(folder, figure.Name + ".html"));
        own.DeleteOthers(folder, ".html", pages.Keys);
        foreach (var (path, figure) in pages) own.Write(path, FigurePage.Write(figures, figure));

        return new Chapter(
            file.Name, notebook.Title ?? file.Name, Link(Notebooks, file.Label), Link(Figures, file.Name), failure, figures);
    }

    /// <summary>Where the executed notebook lies, seen from the folder.</summary>
    public static string NotebookPath(NotebookFile file) => Path.Combine(Notebooks, file.Label);

    private static string Link(string folder, string name) => $"{folder}/{SiteAddress.Of(name)}";
}
