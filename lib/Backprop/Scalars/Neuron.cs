using Backprop.Errors;
using Backprop.Formatting;

namespace Backprop.Scalars;

/// <summary>max(w·x + b, 0), or w·x + b alone, for numbers x, weights w and a bias b.</summary>
/// <remarks>The design follows micrograd (Andrej Karpathy, https://github.com/karpathy/micrograd).</remarks>
[TypeFormatterSource(typeof(TextFormatterSource<Neuron>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed class Neuron
{
    /// <summary>Makes a neuron with weights drawn evenly from [−1, 1) and the bias 0.</summary>
    /// <param name="inputs">How many numbers it takes.</param>
    /// <param name="generator">Where the weights are drawn from.</param>
    /// <param name="isLinear">Whether the maximum with 0 is left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">It takes no number.</exception>
    public Neuron(int inputs, Generator generator, bool isLinear = false)
    {
        Require.Positive(inputs);
        ArgumentNullException.ThrowIfNull(generator);
        Weights = [.. Enumerable.Range(0, inputs).Select(i => new Value(generator.Uniform(-1, 1), Invariant($"w{i}")))];
        IsLinear = isLinear;
    }

    /// <summary>w.</summary>
    public IReadOnlyList<Value> Weights { get; }

    /// <summary>b.</summary>
    public Value Bias { get; } = new(0, "b");

    /// <summary>Whether the maximum with 0 is left out.</summary>
    public bool IsLinear { get; }

    /// <summary>The weights, then the bias.</summary>
    public IEnumerable<Value> Parameters => [.. Weights, Bias];

    /// <summary>The neuron's output.</summary>
    /// <param name="x">As many numbers as there are weights.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public Value Forward(IReadOnlyList<Value> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Count != Weights.Count)
        {
            throw new InvalidArgumentException(Invariant($"neuron: {x.Count} inputs for {Weights.Count} weights"));
        }

        var sum = Bias;
        for (var i = 0; i < x.Count; i++)
        {
            sum += Weights[i] * x[i];
        }

        return IsLinear ? sum : sum.Relu();
    }

    /// <summary>The number of inputs, and how many numbers there are to learn.</summary>
    public override string ToString() => Structure.Of(this, $"{Structure.Count(Weights.Count, "input")}{(IsLinear ? ", linear" : "")}", Weights.Count + 1, []);
}
