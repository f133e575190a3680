using Backprop.Scalars;

namespace Backprop.Figures.Graphs;

/// <summary>Reads the graph of single numbers.</summary>
internal sealed class ValueGraph
{
    private readonly List<Value> values;
    private readonly Dictionary<Value, int> places = [];
    private readonly Dictionary<Value, string> names = [];

    public ValueGraph(string figure, Value result, IEnumerable<(string Name, Value Value)> names)
    {
        values = result.Ancestors();
        values.Reverse();
        if (values.Count > Graph.MostNodes)
        {
            throw new InvalidArgumentException(
                Invariant($"figure \"{figure}\": the graph has {values.Count} nodes, and a picture holds {Graph.MostNodes} at most; ")
                + "draw the output of one neuron, or the same network in tensors, where a whole layer is one node (collapse: model)");
        }

        for (var i = 0; i < values.Count; i++)
        {
            places.Add(values[i], i);
            this.names.Add(values[i], values[i].Name);
        }

        foreach (var (name, value) in names)
        {
            this.names[value] = name;
        }
    }

    /// <summary>The graph, with the gradients as they are at the moment.</summary>
    public Graph Read() => new(
        [.. values.Select(value => new Node(names[value], value.Operation, GraphText.Of(value.Data), GraphText.Of(value.Grad)))],
        [.. values.SelectMany((value, i) => value.Inputs.Select(input => (places[input.Input], i)))]);

    /// <summary>
    /// A backward pass from nothing, as the engine takes it: each path in its order. The gradients are as before afterwards.
    /// </summary>
    public (Graph Graph, List<Path> Paths) Backward()
    {
        double[] before = [.. values.Select(value => value.Grad)];
        foreach (var value in values)
        {
            value.Grad = 0;
        }

        List<Path> paths = [];
        values[^1].Backward((value, i, path) =>
        {
            var (input, local) = value.Inputs[i];
            paths.Add(new Path(
                places[value],
                i,
                $"{GraphText.Of(local)} × {GraphText.Of(value.Grad)}",
                GraphText.Of(path),
                GraphText.Of(input.Grad)));
        });
        var graph = Read();
        for (var i = 0; i < before.Length; i++)
        {
            values[i].Grad = before[i];
        }

        return (graph, paths);
    }
}
