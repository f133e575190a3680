using Backprop.Errors;

namespace Backprop.Layers;

/// <summary>A table with a row of features for each of a number of symbols.</summary>
public sealed class Embedding : Module
{
    /// <summary>Makes the table with normal numbers of mean 0 and standard deviation 1, PyTorch's default.</summary>
    /// <param name="symbols">How many symbols there are.</param>
    /// <param name="features">How many features each has.</param>
    /// <param name="generator">Where the numbers are drawn from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no symbol or no feature.</exception>
    public Embedding(int symbols, int features, Generator generator)
    {
        Require.Positive(symbols);
        Require.Positive(features);
        Weight = new Parameter(Tensor.Normal([symbols, features], 0, 1, generator));
    }

    /// <summary>The table, of shape (symbols, features).</summary>
    public Parameter Weight { get; }

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, Parameter? Parameter)> OwnParameters => [("weight", Weight)];

    /// <inheritdoc/>
    protected override string Description => Invariant($"{Weight.Shape[0]} to {Weight.Shape[1]}");

    /// <summary>Looks the rows up.</summary>
    /// <param name="input">Whole numbers from 0 to symbols − 1, in any shape.</param>
    /// <returns>The rows, in the input's shape with one axis of features behind it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is no symbol.</exception>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Weight.IndexSelect(0, input.Detach().Reshape(-1)).Reshape([.. input.Shape.Extents, Weight.Shape[1]]);
    }
}
