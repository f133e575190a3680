using Backprop.Formatting;

namespace Backprop.Scalars;

/// <summary>A multi-layer perceptron: layers one after the other, the last one linear.</summary>
[TypeFormatterSource(typeof(TextFormatterSource<Mlp>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed class Mlp
{
    /// <summary>Makes a network: <c>new Mlp([2, 16, 16, 1], generator)</c> takes 2 numbers and gives 1.</summary>
    /// <param name="widths">The number of inputs, then the outputs of each layer.</param>
    /// <param name="generator">Where the weights are drawn from.</param>
    /// <exception cref="ArgumentException">There is no layer.</exception>
    public Mlp(IReadOnlyList<int> widths, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(widths);
        Layers = widths.Count >= 2
            ? [.. Enumerable.Range(1, widths.Count - 1).Select(
                i => new Layer(widths[i - 1], widths[i], generator, isLinear: i == widths.Count - 1))]
            : throw new InvalidArgumentException(Invariant($"mlp: {widths.Count} widths make no layer; name inputs and outputs"));
    }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The parameters, layer by layer.</summary>
    public IEnumerable<Value> Parameters => Layers.SelectMany(layer => layer.Parameters);

    /// <summary>The network's outputs.</summary>
    /// <param name="x">The inputs.</param>
    public IReadOnlyList<Value> Forward(IReadOnlyList<Value> x) => Layers.Aggregate(x, (values, layer) => layer.Forward(values));

    /// <summary>Forgets the gradients of all parameters.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in Parameters)
        {
            parameter.ZeroGrad();
        }
    }

    /// <summary>The layers, one line each.</summary>
    public override string ToString() => Structure.Of(this, Parameters.Count(), Layers);
}
