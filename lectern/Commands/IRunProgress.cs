using Lectern.Outputs;

namespace Lectern.Commands;

/// <summary>Shows how far the notebooks are, while they run.</summary>
internal interface IRunProgress
{
    /// <returns>Is told how many cells have run.</returns>
    public IProgress<int> Start(NotebookFile file, int cells);

    public void End(NotebookResult result);
}
