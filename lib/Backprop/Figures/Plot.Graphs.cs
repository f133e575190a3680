using Backprop.Figures.Graphs;
using Backprop.Layers;
using Backprop.Scalars;

namespace Backprop.Figures;

/// <content>Recorded computations.</content>
public static partial class Plot
{
    /// <summary>
    /// A computation as a graph from its leaves, on the left, to its result: every node with its name, operation, number and
    /// gradient. The gradients are those that <see cref="Value.Backward()"/> has left there, and 0 before it was called. A graph that is too
    /// wide to be read is cut into rows, and flags of the same name say where an edge goes on.
    /// </summary>
    /// <param name="result">What was computed.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="names">Names of values; the others have their own, or show what made them.</param>
    /// <exception cref="ArgumentException">There are more than 200 nodes, or a text does not fit.</exception>
    public static Figure ComputationGraph(
        Value result,
        string name,
        string title,
        string caption,
        IReadOnlyList<(string Name, Value Value)>? names = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        FigureLabels labels = new(name, title, caption);
        return Draw(labels, new ValueGraph(name, result, names ?? []).Read());
    }

    /// <summary>
    /// A recorded computation as a graph: every node with its name, its operation, its numbers (up to 4 × 4 of them; the shape of a larger tensor), and
    /// the gradient where <see cref="Tensor.Backward"/> has left one. What needs no gradient was not recorded, and is not shown.
    /// </summary>
    /// <param name="result">What was computed.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="names">Names of tensors; the others show what made them.</param>
    /// <param name="collapse">A model whose parts are drawn as one node each; what they record inside is not shown.</param>
    /// <exception cref="ArgumentException">Nothing was recorded, there are more than 200 nodes, or a text does not
    /// fit.</exception>
    public static Figure ComputationGraph(
        Tensor result,
        string name,
        string title,
        string caption,
        IReadOnlyList<(string Name, Tensor Tensor)>? names = null,
        Module? collapse = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        FigureLabels labels = new(name, title, caption);
        TensorGraph graph = new(name, result, names ?? []);
        return Draw(labels, collapse is null ? graph.Read() : graph.Read(collapse));
    }

    /// <summary>
    /// The same graph, to be stepped through: forward, every number as it is computed; then backward, every gradient as its
    /// paths arrive, with local derivative × upstream gradient on the edges. It opens on its first step; where no script runs, it shows its
    /// last one, with all these products. The numbers are those of a backward pass that the engine makes for the picture; the
    /// values' own gradients stay as they are.
    /// </summary>
    /// <param name="result">What was computed.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="names">Names of values; the others have their own, or show what made them.</param>
    /// <exception cref="ArgumentException">There are more than 200 nodes, or a text does not fit.</exception>
    public static Figure BackwardStepper(
        Value result,
        string name,
        string title,
        string caption,
        IReadOnlyList<(string Name, Value Value)>? names = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        FigureLabels labels = new(name, title, caption);
        var (graph, paths) = new ValueGraph(name, result, names ?? []).Backward();
        return Draw(labels, graph, paths);
    }

    /// <summary>
    /// A graph of tensors, to be stepped through. On the edges stand the gradients that travel there (of larger ones their shape), and over
    /// which axes they were summed where Expand is undone.
    /// </summary>
    /// <param name="result">What was computed: a single number.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="names">Names of tensors; the others show what made them.</param>
    /// <exception cref="ArgumentException">Nothing was recorded, there are more than 200 nodes, or a text does not
    /// fit.</exception>
    /// <exception cref="GradientException">The result is not a single number.</exception>
    public static Figure BackwardStepper(
        Tensor result,
        string name,
        string title,
        string caption,
        IReadOnlyList<(string Name, Tensor Tensor)>? names = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        FigureLabels labels = new(name, title, caption);
        var (graph, paths) = new TensorGraph(name, result, names ?? []).Backward();
        return Draw(labels, graph, paths);
    }

    private static Figure Draw(FigureLabels labels, Graph graph)
    {
        var (svg, height) = new GraphPicture(graph, []).Write(labels.Title, Describe(graph));
        return new Figure(labels, new Drawing("svg", GraphContent.Of(graph), Drawing.DefaultWidth, height)
        {
            Picture = svg,
            Script = "graph.js",
            Description = Describe(graph),
        });
    }

    private static Figure Draw(FigureLabels labels, Graph graph, IReadOnlyList<Graphs.Path> paths)
    {
        var steps = new Steps(graph, paths, graph.Result.Gradient).All;
        var (svg, height) = new GraphPicture(graph, paths).Write(labels.Title, Describe(graph));
        return new Figure(labels, new Drawing("steps", GraphContent.Of(graph, steps), Drawing.DefaultWidth, height)
        {
            Picture = svg,
            Controls = $"""
                <p class="backprop-step" aria-live="polite" style="margin:4px 8px;min-height:4.4em">{FigureHtml.Escape(steps[^1].Text)}</p>

                """,
            Script = "graph.js",
            Description = Text($"{Describe(graph)}; {steps.Count} steps"),
        });
    }

    private static string Describe(Graph graph) => Text(
        $"graph of {graph.Nodes.Count} nodes and {graph.Edges.Count} edges, from {Leaves(graph)} to {Described(graph.Result, "the result")}");

    private static string Leaves(Graph graph) => graph.Nodes.Where(node => node.IsLeaf && node.Name.Length > 0).ToList() is { Count: > 0 } leaves
        ? string.Join(", ", leaves.Select(leaf => Described(leaf, "")))
        : "numbers";

    private static string Described(Node node, string otherwise) =>
        $"{(node.Name.Length > 0 ? node.Name : otherwise)} {GraphText.Equal(node.Data)}";
}
