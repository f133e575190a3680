using Lectern.Execution;
using Lectern.Notebooks;

namespace Lectern.Outputs;

/// <summary>Writes what a command makes of the notebooks.</summary>
internal interface INotebookOutput
{
    /// <summary>Finds out before a notebook is run that what it shows cannot be written.</summary>
    /// <exception cref="IOException">It can't; the message says why.</exception>
    public void Check(NotebookFile file)
    {
    }

    /// <param name="file">The notebook.</param>
    /// <param name="notebook">With the outputs of the run.</param>
    /// <param name="run">How it went.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="IOException">Something cannot be written.</exception>
    /// <exception cref="NotebookException">The notebook's file is not any more what was read.</exception>
    public Task<NotebookResult> WriteAsync(
        NotebookFile file, Notebook notebook, NotebookRun run, CancellationToken cancellationToken);
}
