using Backprop.Errors;

namespace Backprop.Layers;

/// <summary>
/// Each sample of a sequence looks at the others: softmax(Q·Kᵀ/√d)·V for queries Q, keys K and values V made of the same
/// sequence, in several heads side by side, whose results are joined and mixed.
/// </summary>
/// <remarks>Source: Vaswani et al., "Attention Is All You Need" (2017).</remarks>
public sealed class MultiHeadSelfAttention : Module
{
    private readonly int heads;
    private readonly bool isCausal;
    private readonly Dropout? dropout;

    /// <summary>Makes the layer.</summary>
    /// <param name="features">How many features each sample has.</param>
    /// <param name="heads">How many heads share them.</param>
    /// <param name="generator">Where the initial numbers are drawn from.</param>
    /// <param name="isCausal">Whether a sample sees itself and earlier ones only.</param>
    /// <param name="dropout">The probability with which each weight of the attention is set to 0 while training.</param>
    /// <exception cref="ArgumentException">The features cannot be shared out evenly.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dropout is not a number from 0 to below 1.</exception>
    public MultiHeadSelfAttention(int features, int heads, Generator generator, bool isCausal = true, double dropout = 0)
    {
        Require.Positive(features);
        Require.Positive(heads);
        if (features % heads != 0)
        {
            throw new InvalidArgumentException(Invariant($"attention: {features} features cannot be shared out among {heads} heads"));
        }

        (this.heads, this.isCausal) = (heads, isCausal);
        this.dropout = dropout == 0 ? null : new Dropout(dropout, generator);
        Projection = new Linear(features, 3 * features, generator);
        Output = new Linear(features, features, generator);
    }

    /// <summary>Makes queries, keys and values, in this order.</summary>
    public Linear Projection { get; }

    /// <summary>Mixes the heads' results.</summary>
    public Linear Output { get; }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Module Module)> Submodules =>
        [("projection", Projection), ("output", Output), .. dropout is null ? [] : new (string, Module)[] { ("dropout", dropout) }];

    /// <summary>The sequence with what each sample has gathered.</summary>
    /// <param name="input">x, of shape (batch, time, features).</param>
    /// <exception cref="ShapeMismatchException">It has another number of axes or of features.</exception>
    public override Tensor Forward(Tensor input) => IsTraining && dropout is not null
        ? Attend(input).Output
        : Output.Call(Project(input).Attention(heads, isCausal));

    /// <summary>The same, with the weights that each sample gives to the others, some of them 0 where dropout is at work.</summary>
    /// <param name="input">x, of shape (batch, time, features).</param>
    /// <returns>The output, of x's shape, and the weights, of shape (batch, heads, time, time).</returns>
    /// <exception cref="ShapeMismatchException">It has another number of axes or of features.</exception>
    public (Tensor Output, Tensor Weights) Attend(Tensor input)
    {
        var (joined, weights) = Project(input).AttentionInSteps(heads, isCausal, dropout is null ? null : dropout.Call);
        return (Output.Call(joined), weights);
    }

    private Tensor Project(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == 3
            ? Projection.Call(input)
            : throw new ShapeMismatchException("attention", $"(batch, time, features) is expected, not {input.Shape}");
    }
}
