namespace Backprop.Layers;

/// <summary>y = x·W + b, for a batch of samples in the rows of x.</summary>
public sealed class Linear : Module
{
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
    protected override IEnumerable<(string Name, Parameter? Parameter)> OwnParameters => [("weight", Weight), ("bias", Bias)];

    /// <inheritdoc/>
    protected override string Description => Invariant($"{Weight.Shape[0]} to {Weight.Shape[1]}{(Bias is null ? ", no bias" : "")}");

    /// <summary>x·W + b.</summary>
    /// <param name="input">x, of shape (…, inputs).</param>
    /// <returns>y, of shape (…, outputs).</returns>
    /// <exception cref="ShapeMismatchException">x does not have as many columns as W has rows.</exception>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Bias is null ? input.MatMul(Weight) : input.Linear(Weight, Bias);
    }
}
