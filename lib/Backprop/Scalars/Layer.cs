using Backprop.Formatting;

namespace Backprop.Scalars;

/// <summary>Neurons side by side, on the same inputs.</summary>
/// <param name="inputs">How many numbers each takes.</param>
/// <param name="outputs">How many neurons there are.</param>
/// <param name="generator">Where the weights are drawn from.</param>
/// <param name="isLinear">Whether their maximum with 0 is left out.</param>
[TypeFormatterSource(typeof(TextFormatterSource<Layer>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed class Layer(int inputs, int outputs, Generator generator, bool isLinear = false)
{
    /// <summary>The neurons.</summary>
    public IReadOnlyList<Neuron> Neurons { get; } =
        [.. Enumerable.Range(0, outputs).Select(_ => new Neuron(inputs, generator, isLinear))];

    /// <summary>The parameters, neuron by neuron.</summary>
    public IEnumerable<Value> Parameters => Neurons.SelectMany(neuron => neuron.Parameters);

    /// <summary>The neurons' outputs.</summary>
    /// <param name="x">The inputs.</param>
    public Value[] Forward(IReadOnlyList<Value> x) => [.. Neurons.Select(neuron => neuron.Forward(x))];

    /// <summary>How many neurons and numbers to learn there are.</summary>
    public override string ToString() => Structure.Of(this, $"{Structure.Count(Neurons.Count, "neuron")}{(Neurons is [{ IsLinear: true }, ..] ? ", linear" : "")}", Parameters.Count(), []);
}
