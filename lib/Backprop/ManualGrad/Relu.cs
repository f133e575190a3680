namespace Backprop.ManualGrad;

/// <summary>y = max(x, 0) with its derivative by hand: ∂L/∂x = 0 where x ≤ 0, else G.</summary>
public sealed class Relu : Layer
{
    private Tensor? input;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        this.input = input;
        return Compute(input.Relu);
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor gradient)
    {
        var x = Kept(input, "relu");
        CheckGradient(gradient, x.Shape, "relu");
        return Compute(() => Tensor.Where(x <= 0, 0, gradient));
    }
}
