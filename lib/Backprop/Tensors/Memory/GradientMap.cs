namespace Backprop.Memory;

/// <summary>Gradients by the tensors that they are of: a dictionary that holds the storages of its values.</summary>
internal sealed class GradientMap
{
    private readonly Dictionary<Tensor, Tensor> gradients = [];

    /// <summary>The gradient of a tensor that has one.</summary>
    public Tensor this[Tensor tensor]
    {
        get => gradients[tensor];
        set
        {
            value.Storage.Hold();
            gradients[tensor].Storage.Release();
            gradients[tensor] = value;
            Scratch.Sweep();
        }
    }

    /// <summary>Sets the gradient of a tensor that has none.</summary>
    /// <returns>Whether it had none; otherwise nothing is changed.</returns>
    public bool TryAdd(Tensor tensor, Tensor gradient)
    {
        if (!gradients.TryAdd(tensor, gradient))
        {
            return false;
        }

        gradient.Storage.Hold();
        Scratch.Sweep();
        return true;
    }

    /// <summary>Removes a gradient, which lasts until it is disposed.</summary>
    public Taken Take(Tensor tensor)
    {
        gradients.Remove(tensor, out var gradient);
        return new Taken(gradient!);
    }

    /// <summary>All gradients, each held once for whatever takes it over.</summary>
    public Dictionary<Tensor, Tensor> TakeAll() => gradients;

    /// <summary>A gradient that was taken out of the map.</summary>
    public readonly struct Taken(Tensor value) : IDisposable
    {
        public Tensor Value => value;

        public void Dispose()
        {
            value.Storage.Release();
            Scratch.Sweep();
        }
    }
}
