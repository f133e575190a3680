using Backprop.Figures.Networks;

namespace Backprop.Figures;

/// <content>Networks of neurons.</content>
public static partial class Plot
{
    /// <summary>
    /// A network as layers of neurons: every neuron is a circle, and every weight a line whose width is the weight's size and
    /// whose colour is its sign, blue for negative and orange for positive numbers. Where there are few weights their numbers stand
    /// on the lines. With gradients the network is drawn twice, on the left with its weights and on the right with the gradients of the same
    /// weights. Of a layer of more than eight neurons the first four and the last two are drawn.
    /// </summary>
    /// <param name="layers">
    /// The labels of every layer's neurons, the inputs first. A label may have a second line, as in "h₁\n0.62": it stands below
    /// the circle.
    /// </param>
    /// <param name="weights">Between every layer and the next one a tensor of shape (inputs, outputs).</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="gradients">For each of the weights its gradient, of the same shape.</param>
    /// <exception cref="ArgumentException">There are fewer than two layers, or more than eight; a layer has no neuron; a tensor is missing, has
    /// another shape than its layers want, or a number in it is not finite; or a text does not fit.</exception>
    /// <example><code>
    /// Plot.Network(layers: [["x₁", "x₂"], ["h₁", "h₂"], ["y"]], weights: [W1, W2],
    ///     name: "network", title: "A small network", caption: "Each line is a weight.", gradients: [G1, G2])
    /// </code></example>
    public static Figure Network(
        IReadOnlyList<IReadOnlyList<string>> layers,
        IReadOnlyList<Tensor> weights,
        string name,
        string title,
        string caption,
        IReadOnlyList<Tensor>? gradients = null)
    {
        FigureLabels labels = new(name, title, caption);
        Network network = new(name, Given(layers, nameof(layers)));
        List<NetworkLines> panels = [network.Read("weight", weights)];
        if (gradients is not null)
        {
            panels.Add(network.Read("gradient", gradients));
        }

        var description = network.Describe(panels);
        return new Figure(labels, new Drawing("svg", NetworkContent.Of(network, panels), Drawing.DefaultWidth, Drawing.DefaultHeight)
        {
            Picture = new NetworkPicture(network, panels).Write(labels.Title, description),
            Script = "graph.js",
            Description = description,
        });
    }
}
