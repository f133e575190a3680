namespace Backprop.ManualGrad;

/// <summary>
/// y = tanh x with its derivative by hand: ∂L/∂x = G·(1 − y²), in which 1 − y² is 4·σ(2x)·σ(−2x): a y that was rounded to 1 leaves
/// nothing.
/// </summary>
public sealed class Tanh : Layer
{
    private Tensor? input;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        this.input = input;
        return Compute(input.Tanh);
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor gradient)
    {
        var x = Kept(input, "tanh");
        CheckGradient(gradient, x.Shape, "tanh");
        return Compute(() => gradient * 4 * (2 * x).Sigmoid() * (-2 * x).Sigmoid());
    }
}
