using Lectern.Execution;
using Lectern.Figures;
using Lectern.Figures.Chromium;
using Lectern.Notebooks;

namespace Lectern.Outputs;

/// <summary>Where the figures' pictures are written, a folder for each notebook.</summary>
internal sealed class FiguresFolder(string root, PictureDrawer drawer) : INotebookOutput
{
    private readonly OwnFiles own = new(root);

    public async Task<NotebookResult> WriteAsync(
        NotebookFile file, Notebook notebook, NotebookRun run, CancellationToken cancellationToken)
    {
        NotebookResult result = new(file, run, Failure: NotebookResult.Describe(file, run.Failure));
        try
        {
            var pictures = 0;
            await foreach (var picture in drawer.DrawAsync(FigureFinder.Find(notebook), cancellationToken))
            {
                own.Write(Path.Combine(file.Name, picture.FileName), picture.Bytes);
                pictures++;
            }

            return result with { Pictures = pictures };
        }
        catch (BrowserException exception)
        {
            return result with { Failure = result.Failure ?? $"{file.Label}, {exception.Message}" };
        }
    }

    /// <summary>Removes what a killed run has left half-written.</summary>
    public void RemoveAbandoned() => own.RemoveAbandoned();
}
