using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Backprop.Figures.Charts;

namespace Backprop.Figures.Networks;

/// <summary>Layers of neurons, and which of them a picture shows.</summary>
internal sealed class Network
{
    private const int MostLayers = 8;

    /// <summary>Of a larger layer only the first and the last neurons are drawn.</summary>
    private const int MostNeurons = 8;

    private const int First = 4;
    private const int Last = 2;

    private readonly string figure;

    /// <summary>Looks at the layers.</summary>
    /// <param name="figure">The figure's name, for messages.</param>
    /// <param name="layers">The labels of every layer's neurons.</param>
    /// <exception cref="ArgumentException">There are too few or too many layers, or one is empty.</exception>
    public Network(string figure, IReadOnlyList<IReadOnlyList<string>> layers)
    {
        this.figure = figure;
        if (layers.Count is < 2 or > MostLayers)
        {
            throw Error(Invariant($"2 to {MostLayers} layers of neurons can be drawn, not {layers.Count}"));
        }

        for (var i = 0; i < layers.Count; i++)
        {
            if (layers[i] is not { Count: > 0 } labels || labels.Any(label => label is null))
            {
                throw Error(Invariant($"layer {i} has no neuron, or one without a label"));
            }
        }

        Layers = [.. layers.Select(labels => new NetworkLayer(labels.Count, [.. Shown(labels.Count).Select(i => new Neuron(i, labels[i]))]))];
    }

    /// <summary>The layers, the inputs first.</summary>
    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>A number for every line between the neurons that are drawn.</summary>
    /// <param name="what">What the numbers are, in one word.</param>
    /// <param name="tensors">One of shape (inputs, outputs) between every two layers.</param>
    /// <exception cref="ArgumentException">One is missing, has another shape, or a number in it is not finite.</exception>
    public NetworkLines Read(string what, IReadOnlyList<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Count != Layers.Count - 1)
        {
            throw Error(Invariant($"between {Layers.Count} layers there are {Layers.Count - 1} tensors of {what}s, and {tensors.Count} were given"));
        }

        var numbers = tensors.Select((tensor, i) => Numbers(what, tensor, i)).ToList();
        return new NetworkLines(
            what,
            [.. numbers.Select((all, i) => Lines(all, Layers[i], Layers[i + 1]))],
            Rounding.SixDigits(numbers.Max(all => all.Max(Math.Abs))));
    }

    /// <summary>The picture in one line, with the ranges of its numbers.</summary>
    public string Describe(IEnumerable<NetworkLines> panels)
    {
        string[] counts = [.. Layers.Select(layer => layer.Count.ToString(CultureInfo.InvariantCulture))];
        var ranges = panels.Select(lines => Invariant($"{lines.What}s up to {lines.Farthest} in size"));
        return $"network of {string.Join(", ", counts[..^1])} and {counts[^1]} neurons; {string.Join("; ", ranges)}";
    }

    private static int[] Shown(int count) => count <= MostNeurons
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, First), .. Enumerable.Range(count - Last, Last)];

    private static double[][] Lines(double[] all, NetworkLayer from, NetworkLayer to) =>
        [.. from.Neurons.Select(input => to.Neurons.Select(output => Rounding.SixDigits(all[(input.Place * to.Count) + output.Place])).ToArray())];

    private double[] Numbers(string what, Tensor tensor, int place)
    {
        var (inputs, outputs) = (Layers[place].Count, Layers[place + 1].Count);
        if (tensor is null || tensor.Shape.Rank != 2 || tensor.Shape[0] != inputs || tensor.Shape[1] != outputs)
        {
            throw Error(Invariant($"the {what}s from layer {place} to layer {place + 1} want the shape ({inputs}, {outputs}), inputs by outputs, ")
                + $"and {(tensor is null ? "null was given" : $"{tensor.Shape} was given")}");
        }

        var numbers = tensor.ToArray();
        var bad = Array.FindIndex(numbers, number => !double.IsFinite(number));
        return bad < 0 ? numbers : throw Error(Invariant($"the {what}s from layer {place} to layer {place + 1}: a number is wanted, not {numbers[bad]} (element {bad} of {numbers.Length})"));
    }

    private InvalidArgumentException Error(string problem) => new($"figure \"{figure}\": {problem}");
}

/// <summary>A layer of neurons.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Neurons">Those that are drawn.</param>
internal sealed record NetworkLayer(int Count, IReadOnlyList<Neuron> Neurons)
{
    /// <summary>Whether some are left out, before the last two.</summary>
    public bool IsCut => Neurons.Count < Count;
}

/// <summary>A neuron that is drawn.</summary>
/// <param name="Place">Its place in its layer.</param>
/// <param name="Label">What it is called, perhaps with a second line.</param>
internal sealed record Neuron(int Place, string Label)
{
    /// <summary>The first line of the label.</summary>
    public string Name => Label.Split('\n')[0];

    /// <summary>The rest of the label, in one line.</summary>
    public string Note => string.Join(' ', Label.Split('\n').Skip(1));
}

/// <summary>A number for every line.</summary>
/// <param name="What">What the numbers are, in one word.</param>
/// <param name="Numbers">Between every two layers, by the neurons that are drawn: from, to.</param>
/// <param name="Farthest">The size of the number that is farthest from 0, of those too that are not drawn.</param>
internal sealed record NetworkLines(string What, IReadOnlyList<double[][]> Numbers, double Farthest);

/// <summary>The numbers of a network as a figure's description carries them.</summary>
internal sealed record NetworkContent(IReadOnlyList<string[]> Layers, IReadOnlyList<int> Counts, IReadOnlyList<NetworkLines> Panels)
{
    public static JsonElement Of(Network network, IReadOnlyList<NetworkLines> panels) => JsonSerializer.SerializeToElement(
        new NetworkContent(
            [.. network.Layers.Select(layer => layer.Neurons.Select(neuron => neuron.Label).ToArray())],
            [.. network.Layers.Select(layer => layer.Count)],
            panels),
        NetworkJson.Default.NetworkContent);
}

/// <summary>Writes networks.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NetworkContent))]
internal sealed partial class NetworkJson : JsonSerializerContext;
