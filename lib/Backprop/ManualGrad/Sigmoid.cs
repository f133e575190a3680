namespace Backprop.ManualGrad;

/// <summary>y = σ(x) with its derivative by hand: ∂L/∂x = G·y·(1 − y).</summary>
public sealed class Sigmoid : Layer
{
    private Tensor? output;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return output = Compute(input.Sigmoid);
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor gradient)
    {
        var y = Kept(output, "sigmoid");
        CheckGradient(gradient, y.Shape, "sigmoid");
        return Compute(() => gradient * y * (1 - y));
    }
}
