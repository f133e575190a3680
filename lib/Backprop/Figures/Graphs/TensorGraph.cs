using Backprop.Formatting;
using Backprop.Layers;

namespace Backprop.Figures.Graphs;

/// <summary>Reads the recorded graph of tensors.</summary>
internal sealed class TensorGraph
{
    /// <summary>What stands in a node where the backward pass has left nothing, or has not been yet.</summary>
    private const string NoGradient = "none";

    private readonly string figure;
    private readonly Tensor result;
    private readonly List<Tensor> tensors;
    private readonly Dictionary<Tensor, int> places = [];
    private readonly Dictionary<Tensor, string> names = [];

    public TensorGraph(string figure, Tensor result, IEnumerable<(string Name, Tensor Tensor)> names)
    {
        (this.figure, this.result) = (figure, result);
        tensors = Ancestors(result);
        if (tensors.Count == 1)
        {
            throw new InvalidArgumentException(
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

    /// <summary>The graph, with the gradients that are kept at the moment.</summary>
    public Graph Read() => Readable(Read(tensor => tensor.Grad));

    /// <summary>
    /// The graph with one node for each call of a part of a module, named and shaped like what the part gave. The module's
    /// parameters are inside of these.
    /// </summary>
    public Graph Read(Module module)
    {
        var parts = module.Submodules.DistinctBy(part => part.Module).ToDictionary(part => (object)part.Module, part => part.Name);
        var calls = tensors.ToDictionary(tensor => tensor, tensor => Enclosing(tensor, parts));
        HashSet<Tensor> hidden = [.. module.Parameters];
        var groups = tensors
            .Where(tensor => !hidden.Contains(tensor))
            .GroupBy(tensor => (object?)calls[tensor] ?? tensor)
            .Select(members => (members.Key, Output: members.Last()))
            .OrderBy(group => group.Output.Order)
            .ToList();
        var place = groups.Select((group, i) => (group.Key, i)).ToDictionary(pair => pair.Key, pair => pair.i);
        var edges =
            from tensor in tensors
            from edge in tensor.Edges
            where !hidden.Contains(edge.Input)
            let ends = (From: place[(object?)calls[edge.Input] ?? edge.Input], To: place[(object?)calls[tensor] ?? tensor])
            where ends.From != ends.To
            orderby ends.To
            select ends;
        return Readable(new Graph([.. groups.Select(group => Node(group.Output, calls[group.Output], parts))], [.. edges.Distinct()]));
    }

    /// <summary>A backward pass as the engine takes it: each path in its order. It adds to no gradient.</summary>
    public (Graph Graph, List<Path> Paths) Backward()
    {
        List<Path> paths = [];
        Dictionary<Tensor, Tensor> sums = [];
        var gradients = BackwardPass.Run([(result, null)], _ => true, record: false, (output, i, path) =>
        {
            var input = output.Edges[i].Input;
            sums[input] = sums.TryGetValue(input, out var before) ? before + path : path;
            paths.Add(new Path(places[output], i, Product(output, input), GraphText.Of(path), GraphText.OfGradient(sums[input])));
        });
        return (Readable(Read(gradients.GetValueOrDefault)), paths);
    }

    /// <summary>The outermost call of one of a module's parts that made a tensor.</summary>
    private static CallScope? Enclosing(Tensor tensor, Dictionary<object, string> parts)
    {
        CallScope? found = null;
        for (var call = tensor.Call; call is not null; call = call.Outer)
        {
            found = parts.ContainsKey(call.Owner) ? call : found;
        }

        return found;
    }

    /// <summary>What the pullback does, seen from the shapes: where Expand is undone, sums.</summary>
    private static string Product(Tensor output, Tensor input) =>
        output.Operation == "expand" ? $"sum over axis {NumberList.Of(SummedAxes(output.Shape, input.Shape))}" : "";

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

    /// <summary>Refuses what no screen can show.</summary>
    private Graph Readable(Graph graph) => graph.Nodes.Count <= Graph.MostNodes
        ? graph
        : throw new InvalidArgumentException(
            Invariant($"figure \"{figure}\": the graph has {graph.Nodes.Count} nodes, and a picture holds {Graph.MostNodes} at most; ")
            + "draw each part of the model as one node (collapse: model), or the graph of one part");

    private Node Node(Tensor output, CallScope? call, Dictionary<object, string> parts) => call is null
        ? Node(output, output.Grad)
        : new Node(parts[call.Owner], call.Owner.GetType().Name, GraphText.Of(output), output.Grad is { } gradient ? GraphText.OfGradient(gradient) : NoGradient);

    private Node Node(Tensor tensor, Tensor? gradient) => new(
        names.GetValueOrDefault(tensor, ""),
        tensor.Edges.Count == 2 ? GraphText.OfOperation(tensor.Operation) : tensor.Operation, // a formula has no sign without its second input
        GraphText.Of(tensor),
        gradient is null ? NoGradient : GraphText.OfGradient(gradient));

    private Graph Read(Func<Tensor, Tensor?> gradient) => new(
        [.. tensors.Select(tensor => Node(tensor, gradient(tensor)))],
        [.. tensors.SelectMany((tensor, i) => tensor.Edges.Select(edge => (places[edge.Input], i)))]);
}
