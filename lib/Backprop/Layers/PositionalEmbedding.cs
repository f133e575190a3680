using Backprop.Errors;

namespace Backprop.Layers;

/// <summary>Adds to each sample of a sequence a learnt row of features for its place in the sequence.</summary>
public sealed class PositionalEmbedding : Module
{
    /// <summary>Makes the rows with normal numbers of mean 0 and standard deviation 1.</summary>
    /// <param name="length">The longest sequence.</param>
    /// <param name="features">How many features each sample has.</param>
    /// <param name="generator">Where the numbers are drawn from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no place or no feature.</exception>
    public PositionalEmbedding(int length, int features, Generator generator)
    {
        Require.Positive(length);
        Require.Positive(features);
        Weight = new Parameter(Tensor.Normal([length, features], 0, 1, generator));
    }

    /// <summary>The rows, of shape (length, features).</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, Parameter? Parameter)> OwnParameters => [("weight", Weight)];

    /// <inheritdoc/>
    protected override string Description => Invariant($"{Weight.Shape[0]} places, {Weight.Shape[1]} features");

    /// <summary>x plus the rows of its places.</summary>
    /// <param name="input">x, of shape (…, time, features).</param>
    /// <exception cref="ShapeMismatchException">The sequence is too long, or has other features.</exception>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank >= 2 && input.Shape[^2] <= Weight.Shape[0] && input.Shape[^1] == Weight.Shape[1]
            ? input + Weight[..input.Shape[^2]]
            : throw new ShapeMismatchException("positional embedding", $"{input.Shape} does not fit a table of shape {Weight.Shape}");
    }
}
