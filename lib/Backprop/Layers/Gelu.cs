namespace Backprop.Layers;

/// <summary>x·Φ(x) with the standard normal distribution's Φ, element by element.</summary>
public sealed class Gelu : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Gelu();
    }
}
