namespace Backprop.ManualGrad;

/// <summary>y = tanh x with its derivative by hand: ∂L/∂x = G·(1 − y²).</summary>
public sealed class Tanh : Layer
{
    private Tensor? output;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return output = Compute(input.Tanh);
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor gradient)
    {
        var y = Kept(output, "tanh");
        CheckGradient(gradient, y.Shape, "tanh");
        return Compute(() => gradient * (1 - (y * y)));
    }
}
