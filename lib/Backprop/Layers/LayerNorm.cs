using Backprop.Errors;

namespace Backprop.Layers;

/// <summary>
/// y = γ·(x − x̄)/√(σ² + ε) + β with mean x̄ and variance σ² of each sample's features, the last axis.
/// </summary>
/// <remarks>Source: Ba, Kiros and Hinton, "Layer Normalization" (2016).</remarks>
public sealed class LayerNorm : Module
{
    private readonly double epsilon;

    /// <summary>Makes the layer with γ = 1 and β = 0.</summary>
    /// <param name="features">The extent of the last axis.</param>
    /// <param name="epsilon">ε, which keeps the root away from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no feature, or ε is not positive.</exception>
    public LayerNorm(int features, double epsilon = 1e-5)
    {
        Require.Positive(features);
        Require.Positive(epsilon);
        this.epsilon = epsilon;
        (Weight, Bias) = (new Parameter(Tensor.Ones([features])), new Parameter(Tensor.Zeros([features])));
    }

    /// <summary>γ, of shape (features).</summary>
    public Parameter Weight { get; }

    /// <summary>β, of shape (features).</summary>
    public Parameter Bias { get; }

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, Parameter? Parameter)> OwnParameters => [("weight", Weight), ("bias", Bias)];

    /// <inheritdoc/>
    protected override string Description => Invariant($"{Weight.Size}");

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">The last axis is not of the layer's extent.</exception>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank == 0 || input.Shape[^1] != Weight.Size)
        {
            throw new ShapeMismatchException("layer norm", Invariant($"{input.Shape} does not end in {Weight.Size} features"));
        }

        return (Weight * input.Standardise(epsilon)) + Bias;
    }
}
