namespace Backprop.ManualGrad;

/// <summary>
/// y = σ(x) with its derivative by hand: ∂L/∂x = G·y·(1 − y), in which 1 − y is σ(−x): a y that was rounded to 1 leaves nothing.
/// </summary>
public sealed class Sigmoid : Layer
{
    private Tensor? input;
    private Tensor? output;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        this.input = input;
        return output = Compute(input.Sigmoid);
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor gradient)
    {
        var (x, y) = (Kept(input, "sigmoid"), Kept(output, "sigmoid"));
        CheckGradient(gradient, y.Shape, "sigmoid");
        return Compute(() => gradient * y * (-x).Sigmoid());
    }
}
