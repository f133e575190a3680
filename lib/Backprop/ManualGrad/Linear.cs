using Backprop.Layers;

namespace Backprop.ManualGrad;

/// <summary>y = x·W + b with its derivative by hand: ∂L/∂W = xᵀ·G, ∂L/∂b = column sums of G, ∂L/∂x = G·Wᵀ.</summary>
public sealed class Linear : Layer
{
    private Tensor? input;

    /// <summary>Makes the layer with PyTorch's default start (<see cref="Initializers.Linear"/>).</summary>
    /// <param name="inputs">The features of a sample.</param>
    /// <param name="outputs">The features of the output.</param>
    /// <param name="generator">Where the initial numbers are drawn from.</param>
    /// <param name="bias">Whether b is there.</param>
    public Linear(int inputs, int outputs, Generator generator, bool bias = true) =>
        (Weight, Bias) = Initializers.Linear(inputs, outputs, bias, generator);

    /// <summary>W, of shape (inputs, outputs).</summary>
    public Parameter Weight { get; }

    /// <summary>b, of shape (outputs), or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => Bias is null ? [Weight] : [Weight, Bias];

    private protected override string Description => Invariant($"{Weight.Shape[0]} to {Weight.Shape[1]}{(Bias is null ? ", no bias" : "")}");

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var output = Compute(() => Bias is null ? input.MatMul(Weight) : input.Linear(Weight, Bias));
        this.input = input;
        return output;
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor gradient)
    {
        var x = Kept(input, "linear");
        CheckGradient(gradient, [x.Shape[0], Weight.Shape[1]], "linear");
        Accumulate(Weight, () => x.Transpose().MatMul(gradient));
        if (Bias is not null)
        {
            Accumulate(Bias, () => gradient.Sum(axis: 0));
        }

        return Compute(() => gradient.MatMul(Weight.Transpose()));
    }
}
