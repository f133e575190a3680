using System.Collections.Concurrent;
using Lectern.Comparison;
using Lectern.Execution;
using Lectern.Notebooks;

namespace Lectern.Outputs;

/// <summary>Writes notebooks as another output does, and compares what they show with what their files hold, which are those in git.</summary>
internal sealed class DriftOutput(INotebookOutput output) : INotebookOutput
{
    private readonly ConcurrentDictionary<NotebookFile, IReadOnlyList<CellDrift>> found = [];

    /// <summary>The notebooks that ran to their end, and which of their cells have drifted.</summary>
    public IReadOnlyDictionary<NotebookFile, IReadOnlyList<CellDrift>> Found => found;

    public void Check(NotebookFile file) => output.Check(file);

    public async Task<NotebookResult> WriteAsync(
        NotebookFile file, Notebook notebook, NotebookRun run, CancellationToken cancellationToken)
    {
        var result = await output.WriteAsync(file, notebook, run, cancellationToken);
        if (result.Failure is null) found[file] = NotebookComparison.Compare(Notebook.Parse(notebook.Original, file.Label), notebook);
        return result;
    }
}
