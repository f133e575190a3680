namespace Backprop.Layers;

/// <summary>
/// While training, sets each element to 0 with a probability p and divides the others by 1 − p, so that the mean stays;
/// else hands its input on.
/// </summary>
/// <remarks>Source: Srivastava et al., "Dropout" (2014), in the inverted form.</remarks>
public sealed class Dropout : Module
{
    private readonly double probability;
    private readonly Generator generator;

    /// <summary>Makes the layer.</summary>
    /// <param name="probability">p.</param>
    /// <param name="generator">Where it is drawn from.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not a number from 0 to below 1.</exception>
    public Dropout(double probability, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        (this.probability, this.generator) = probability is >= 0 and < 1
            ? (probability, generator)
            : throw new OutOfRangeException(
                nameof(probability), Invariant($"dropout: a probability from 0 to below 1 is expected, not {probability}"));
    }

    /// <inheritdoc/>
    protected override string Description => Invariant($"{probability}");

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return IsTraining
            ? input * ((Tensor.Uniform(input.Shape, 0, 1, generator) >= probability) / (1 - probability))
            : input.AsResult();
    }
}
