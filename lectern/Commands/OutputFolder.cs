using Lectern.Execution;
using Lectern.Figures;
using Lectern.Figures.Chromium;
using Lectern.Notebooks;
using Lectern.Pages;

namespace Lectern.Commands;

/// <summary>Where everything that a run makes is written.</summary>
/// <param name="root">The folder.</param>
/// <param name="pictures">Draws what charts show where no script runs.</param>
internal sealed class OutputFolder(string root, PictureDrawer pictures) : INotebookOutput
{
    private const string Notebooks = "notebooks";
    private const string Figures = "figures";

    public string IndexPath => Path.Combine(root, "index.html");

    /// <summary>Finds out before the work rather than after it that nothing can be written.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UsageException">A notebook's output would replace the notebook itself.</exception>
    public void Check(IEnumerable<NotebookFile> files)
    {
        foreach (var file in files.Where(file => Path.GetFullPath(NotebookPath(file)) == file.Path))
            throw new UsageException($"{file.Path} would be overwritten by its own output: choose another --out");

        Directory.CreateDirectory(Path.Combine(root, Notebooks));
        Directory.CreateDirectory(Path.Combine(root, Figures));
        RequireWritable(root);
    }

    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void RequireWritable(string folder)
    {
        Directory.CreateDirectory(folder);
        using FileStream probe = new(
            Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    /// <summary>Writes the executed notebook and its figures' pages; figures that it no longer has are removed.</summary>
    public async Task<NotebookResult> WriteAsync(
        NotebookFile file, Notebook notebook, NotebookRun run, CancellationToken cancellationToken)
    {
        var (missing, reason) = await AddPicturesAsync(notebook, cancellationToken);
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

    public void WriteIndex(IReadOnlyList<Chapter> chapters) => AtomicFile.Write(IndexPath, IndexPage.Write(chapters));

    private Chapter Write(NotebookFile file, Notebook notebook, string? failure)
    {
        notebook.Write(NotebookPath(file));

        var figures = FigureFinder.Find(notebook);
        var folder = Path.Combine(root, Figures, file.Name);
        RemovePages(folder);
        foreach (var figure in figures.Figures)
            AtomicFile.Write(Path.Combine(folder, figure.Name + ".html"), FigurePage.Write(figures, figure));

        return new Chapter(
            file.Name, notebook.Title ?? file.Name, Link(Notebooks, file.Label), Link(Figures, file.Name), failure, figures);
    }

    private string NotebookPath(NotebookFile file) => Path.Combine(root, Notebooks, file.Label);

    private static void RemovePages(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var path in Directory.EnumerateFiles(folder, "*.html")) File.Delete(path);
    }

    private static string Link(string folder, string name) =>
        $"{folder}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";
}
