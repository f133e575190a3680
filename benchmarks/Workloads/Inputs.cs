using Backprop.Data;

namespace Backprop.Benchmarks.Workloads;

/// <summary>Hands the numbers that a workload starts from to the peers, as files that NumPy reads.</summary>
/// <param name="folder">Where they are written; null writes nothing.</param>
internal sealed class Inputs(string? folder)
{
    public void Write(string name, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        if (folder is not null)
        {
            Npz.Save(Path.Combine(folder, $"{name}.npz"), tensors);
        }
    }
}
