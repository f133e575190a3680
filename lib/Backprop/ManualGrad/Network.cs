using Backprop.Formatting;
using Backprop.Layers;

namespace Backprop.ManualGrad;

/// <summary>Layers one after the other; backward runs through them in reverse: the chain rule, written as a loop.</summary>
/// <param name="layers">The layers, first to last.</param>
public sealed class Network(params Layer[] layers) : Layer
{
    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Layer> Layers { get; } = [.. layers];

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => Layers.SelectMany(layer => layer.Parameters);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Layers.Aggregate(input, (x, layer) => layer.Forward(x));

    /// <inheritdoc/>
    public override Tensor Backward(Tensor gradient) =>
        Layers.Reverse().Aggregate(gradient, (g, layer) => layer.Backward(g));

    /// <summary>The network and its layers, one line each.</summary>
    public override string ToString() => Structure.Of(this, ParameterCount, Layers);
}
