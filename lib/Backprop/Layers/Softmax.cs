namespace Backprop.Layers;

/// <summary>eˣ/Σeˣ along an axis.</summary>
/// <param name="axis">The axis; −1 is the last.</param>
public sealed class Softmax(int axis = -1) : Module
{
    /// <inheritdoc/>
    protected override string Description => Invariant($"axis {axis}");

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Softmax(axis);
    }
}
