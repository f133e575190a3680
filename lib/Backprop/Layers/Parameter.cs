namespace Backprop.Layers;

/// <summary>A tensor that training changes: a leaf of every graph that it takes part in.</summary>
public sealed class Parameter : Tensor
{
    /// <summary>Makes a parameter from a copy of its initial elements.</summary>
    public Parameter(Tensor initial)
        : base(Given(initial).Shape, initial.Data) => RequiresGrad = true;

    private static Tensor Given(Tensor initial)
    {
        ArgumentNullException.ThrowIfNull(initial);
        return initial;
    }
}
