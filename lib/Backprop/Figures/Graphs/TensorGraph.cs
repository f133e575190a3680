namespace Backprop.Figures.Graphs;

/// <summary>Reads the recorded graph of tensors.</summary>
internal sealed class TensorGraph
{
    private readonly Tensor result;
    private readonly List<Tensor> tensors;
    private readonly Dictionary<Tensor, int> places = [];
    private readonly Dictionary<Tensor, string> names = [];

    public TensorGraph(string figure, Tensor result, IEnumerable<(string Name, Tensor Tensor)> names)
    {
        this.result = result;
        tensors = Ancestors(result);
        if (tensors.Count == 1)
        {
            throw new ArgumentException(
                $"figure \"{figure}\": nothing was recorded for this tensor; set RequiresGrad on an input before computing, and "
                + "compute outside NoGrad");
        }

        foreach (var (name, tensor) in names)
        {
            this.names[tensor] = name;
        }

        for (var i = 0; i < tensors.Count; i++)
        {
            places.Add(tensors[i], i);
        }
    }

    public int Count => tensors.Count;

    /// <summary>Refuses what no screen can show.</summary>
    public static void RequireReadable(string figure, int count)
    {
        if (count > Graph.MostNodes)
        {
            throw new ArgumentException(
                $"figure \"{figure}\": the graph has {count} nodes, and a picture holds {Graph.MostNodes} at most; "
                + "draw each layer as one node (collapse: model), or the graph of a part");
        }
    }

    /// <summary>The graph, with the gradients that are kept at the moment.</summary>
    public Graph Read() => Read(tensor => tensor.Grad);

    /// <summary>A backward pass as the engine takes it: each path in its order. It adds to no gradient.</summary>
    public (Graph Graph, List<Path> Paths) Backward()
    {
        List<Path> paths = [];
        Dictionary<Tensor, Tensor> sums = [];
        var gradients = BackwardPass.Run([(result, null)], _ => true, record: false, (output, i, path) =>
        {
            var input = output.Edges[i].Input;
            sums[input] = sums.TryGetValue(input, out var before) ? before + path : path;
            paths.Add(new Path(places[output], i, Product(output, input), Contribution(path), GraphText.OfGradient(sums[input])));
        });
        return (Read(gradients.GetValueOrDefault), paths);
    }

    private static string Contribution(Tensor path) => path.Size == 1 ? GraphText.Of(path) : $"{path.Shape}";

    /// <summary>What the pullback does, seen from the shapes: where Expand is undone, sums.</summary>
    private static string Product(Tensor output, Tensor input) =>
        output.Operation == "expand" ? $"sum over axis {string.Join(", ", SummedAxes(output.Shape, input.Shape))}" : "";

    private static IEnumerable<int> SummedAxes(Shape from, Shape to)
    {
        var added = from.Rank - to.Rank;
        return Enumerable.Range(0, from.Rank).Where(axis => axis < added || from[axis] != to[axis - added]);
    }

    /// <summary>All that a tensor was computed from as far as it was recorded, inputs first.</summary>
    private static List<Tensor> Ancestors(Tensor result)
    {
        HashSet<Tensor> seen = [result];
        Stack<Tensor> open = new([result]);
        while (open.TryPop(out var tensor))
        {
            foreach (var edge in tensor.Edges.Where(edge => seen.Add(edge.Input)))
            {
                open.Push(edge.Input);
            }
        }

        return [.. seen.OrderBy(tensor => tensor.Order)];
    }

    private Graph Read(Func<Tensor, Tensor?> gradient) => new(
        [.. tensors.Select((tensor, i) => new Node(
            names.GetValueOrDefault(tensor, FormattableString.Invariant($"v{i + 1}")),
            tensor.Operation,
            GraphText.Of(tensor),
            gradient(tensor) is { } found ? GraphText.OfGradient(found) : ""))],
        [.. tensors.SelectMany((tensor, i) => tensor.Edges.Select(edge => (places[edge.Input], i)))]);
}
