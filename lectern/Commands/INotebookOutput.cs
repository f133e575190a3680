using Lectern.Execution;
using Lectern.Notebooks;

namespace Lectern.Commands;

/// <summary>Writes what a command makes of the notebooks.</summary>
internal interface INotebookOutput
{
    /// <param name="file">The notebook.</param>
    /// <param name="notebook">With the outputs of the run.</param>
    /// <param name="run">How it went.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task<NotebookResult> WriteAsync(
        NotebookFile file, Notebook notebook, NotebookRun run, CancellationToken cancellationToken);
}
