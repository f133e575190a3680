using System.Text.Json.Nodes;
using Lectern.Execution;
using Lectern.Figures;
using Lectern.Figures.Chromium;
using Lectern.Notebooks;

namespace Lectern.Outputs;

/// <summary>
/// Writes what cells show into the notebooks themselves, as they are kept in git: text, and a PNG for each figure. A figure
/// whose numbers did not change keeps its bytes. A notebook that fails stays as it was.
/// </summary>
internal sealed class InPlaceOutput(PictureDrawer pictures) : INotebookOutput
{
    public void Check(NotebookFile file) => AtomicFile.RequireReplaceable(file.Path);

    public async Task<NotebookResult> WriteAsync(
        NotebookFile file, Notebook notebook, NotebookRun run, CancellationToken cancellationToken)
    {
        var failure = NotebookResult.Describe(file, run.Failure) ?? MachineTraces.Find(file, notebook);
        if (failure is not null) return new NotebookResult(file, run, Failure: $"{failure}; {file.Label} stays as it was");

        notebook.RequireUnchanged(file.Path);
        var kept = KeptPicture.Read(Notebook.Parse(notebook.Original, file.Label));
        var figures = FigureFinder.Find(notebook);
        try
        {
            var shown = await ShowAsync(figures, kept, cancellationToken);
            foreach (var cell in notebook.Cells.Where(cell => cell.IsCode)) cell.Replace(Kept(cell, figures, shown));
            notebook.Save(file.Path);
            return new NotebookResult(file, run, Pictures: shown.Count, NotDrawn: NotDrawn(figures, kept));
        }
        catch (BrowserException exception)
        {
            return new NotebookResult(file, run, Failure: $"{file.Label}, {exception.Message}; {file.Label} stays as it was");
        }
    }

    /// <summary>The output of each figure: as it is in the file, or drawn anew. Without a browser old pictures stay.</summary>
    private async Task<Dictionary<Figure, JsonNode>> ShowAsync(
        NotebookFigures figures, Dictionary<string, (JsonNode Description, JsonNode Output)> kept, CancellationToken cancellationToken)
    {
        Dictionary<Figure, JsonNode> shown = [];
        List<Figure> changed = [];
        foreach (var figure in figures.Figures)
        {
            var isThere = kept.TryGetValue(figure.Name, out var old);
            if (isThere && (!pictures.CanDraw || FigureComparison.AreSame(old.Description, figure.Description))) shown[figure] = old.Output;
            else changed.Add(figure);
        }

        if (!pictures.CanDraw || changed.Count == 0) return shown;

        var drawn = await pictures.DrawAsync(figures with { Figures = changed }, cancellationToken).ToListAsync(cancellationToken);
        foreach (var (figure, picture) in changed.Zip(drawn)) shown[figure] = KeptPicture.Write(figure, picture.Bytes);
        return shown;
    }

    /// <summary>The figures whose pictures are missing, or older than their numbers.</summary>
    private int NotDrawn(NotebookFigures figures, Dictionary<string, (JsonNode Description, JsonNode Output)> kept) =>
        pictures.CanDraw ? 0 : figures.Figures.Count(figure =>
            !kept.TryGetValue(figure.Name, out var old) || !FigureComparison.AreSame(old.Description, figure.Description));

    private static IEnumerable<JsonNode> Kept(Cell cell, NotebookFigures figures, Dictionary<Figure, JsonNode> shown) =>
        from output in KeptOutput.Of(cell, figures)
        let pictures = output.Figures.Where(shown.ContainsKey).Select(figure => shown[figure].DeepClone()).ToArray()
        from one in pictures.Length > 0 ? pictures : [output.Text]
        select one;
}
