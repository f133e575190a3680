using Backprop.Formatting;
using Backprop.Layers;

namespace Backprop.ManualGrad;

/// <summary>Layers one after the other; backward runs through them in reverse: the chain rule, written as a loop.</summary>
public sealed class Network : Layer
{
    /// <summary>Makes a network of layers, each of which stands in one place: a layer keeps its last input alone.</summary>
    /// <param name="layers">The layers, first to last.</param>
    /// <exception cref="ArgumentException">A layer stands in two places, also within networks among the layers.</exception>
    public Network(params Layer[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        Layers = [.. layers];
        RequireOnePlaceEach();
    }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => Layers.SelectMany(layer => layer.Parameters).Distinct();

    /// <summary>Every layer that computes, with its place: 0, or 1.0 for the first layer of a network that stands at 1.</summary>
    private IEnumerable<(string Place, Layer Layer)> Places => Layers.SelectMany((layer, index) => layer is Network network
        ? network.Places.Select(inner => (Invariant($"{index}.{inner.Place}"), inner.Layer))
        : [(Invariant($"{index}"), layer)]);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Layers.Aggregate(input, (x, layer) => layer.Forward(x));

    /// <inheritdoc/>
    public override Tensor Backward(Tensor gradient) =>
        Layers.Reverse().Aggregate(gradient, (g, layer) => layer.Backward(g));

    /// <summary>The network and its layers, one line each.</summary>
    public override string ToString() => Structure.Of(this, ParameterCount, Layers);

    private void RequireOnePlaceEach()
    {
        Dictionary<Layer, string> places = [];
        foreach (var (place, layer) in Places)
        {
            if (!places.TryAdd(layer, place))
            {
                throw new InvalidArgumentException(
                    $"network: the {layer.GetType().Name} at {place} is also the one at {places[layer]}; a layer keeps its last input alone, "
                    + "so make a layer for each place, or use Backprop.Layers, where autograd adds up what comes from several places");
            }
        }
    }
}
