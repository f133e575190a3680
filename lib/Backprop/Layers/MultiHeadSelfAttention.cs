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

    /// <summary>Makes the layer.</summary>
    /// <param name="features">How many features each sample has.</param>
    /// <param name="heads">How many heads share them.</param>
    /// <param name="generator">Where the initial numbers are drawn from.</param>
    /// <param name="isCausal">Whether a sample sees itself and earlier ones only.</param>
    /// <exception cref="ArgumentException">The features cannot be shared out evenly.</exception>
    public MultiHeadSelfAttention(int features, int heads, Generator generator, bool isCausal = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(heads);
        if (features % heads != 0)
        {
            throw new ArgumentException($"attention: {features} features cannot be shared out among {heads} heads");
        }

        (this.heads, this.isCausal) = (heads, isCausal);
        Projection = new Linear(features, 3 * features, generator);
        Output = new Linear(features, features, generator);
    }

    /// <summary>Makes queries, keys and values, in this order.</summary>
    public Linear Projection { get; }

    /// <summary>Mixes the heads' results.</summary>
    public Linear Output { get; }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Module Module)> Submodules => [("projection", Projection), ("output", Output)];

    /// <summary>The sequence with what each sample has gathered.</summary>
    /// <param name="input">x, of shape (batch, time, features).</param>
    /// <exception cref="ShapeMismatchException">It has another number of axes or of features.</exception>
    public override Tensor Forward(Tensor input) => Attend(input).Output;

    /// <summary>The same, with the weights that each sample gives to the others.</summary>
    /// <param name="input">x, of shape (batch, time, features).</param>
    /// <returns>The output, of x's shape, and the weights, of shape (batch, heads, time, time).</returns>
    /// <exception cref="ShapeMismatchException">It has another number of axes or of features.</exception>
    public (Tensor Output, Tensor Weights) Attend(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank != 3)
        {
            throw new ShapeMismatchException("attention", $"(batch, time, features) is wanted, not {input.Shape}");
        }

        var (batch, time, features) = (input.Shape[0], input.Shape[1], input.Shape[2]);
        Tensor Heads(Tensor x) => x.Reshape(batch, time, heads, features / heads).Permute(0, 2, 1, 3);

        var parts = Projection.Call(input).Split(-1, features, features, features);
        var (queries, keys, values) = (Heads(parts[0]), Heads(parts[1]), Heads(parts[2]));
        var scores = queries.MatMul(keys.Transpose()) / Math.Sqrt((double)features / heads);
        var weights = (isCausal ? scores.MaskedFill(Later(time), double.NegativeInfinity) : scores).Softmax(-1);
        var joined = weights.MatMul(values).Permute(0, 2, 1, 3).Reshape(batch, time, features);
        return (Output.Call(joined), weights);
    }

    /// <summary>1 where the column, the sample that is looked at, is later than the row, the one that looks.</summary>
    private static Tensor Later(int time) => Tensor.Arange(time) > Tensor.Arange(time).Reshape(-1, 1);
}
