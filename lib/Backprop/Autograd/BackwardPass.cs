using Backprop.Memory;

namespace Backprop;

/// <summary>One walk over a recorded graph, from results back to their leaves.</summary>
internal sealed class BackwardPass
{
    /// <summary>The node whose pullbacks this thread is calling.</summary>
    [ThreadStatic]
    private static Tensor? current;

    private readonly Predicate<Tensor> wanted;
    private readonly Action<Tensor, int, Tensor>? pathTaken;
    private readonly GradientMap arrived = new();
    private readonly GradientMap results = new();
    private readonly PriorityQueue<Tensor, long> ready = new();

    private BackwardPass(Predicate<Tensor> wanted, Action<Tensor, int, Tensor>? pathTaken) =>
        (this.wanted, this.pathTaken) = (wanted, pathTaken);

    /// <summary>Whether the operations of this thread belong to a pullback at the moment.</summary>
    public static bool IsPullingBack => current is not null;

    /// <summary>
    /// Visits the tensors that the outputs were computed from, newest first: when one is visited, all that used it have
    /// been, so its gradient is complete. Never recurses, and keeps a gradient no longer than until it has been handed
    /// on, unless it is wanted.
    /// </summary>
    /// <param name="outputs">Where to start, and the upstream gradient there.</param>
    /// <param name="wanted">Whose gradients are returned.</param>
    /// <param name="record">Whether the walk is recorded itself.</param>
    /// <param name="pathTaken">Is told of every step: a tensor, the place of one of its edges, what it adds to the input.</param>
    public static Dictionary<Tensor, Tensor> Run(
        IReadOnlyList<(Tensor Output, Tensor? Seed)> outputs,
        Predicate<Tensor> wanted,
        bool record,
        Action<Tensor, int, Tensor>? pathTaken = null)
    {
        using var recording = Recording.Set(record);
        using var scratch = Scratch.Open(!record && pathTaken is null);
        BackwardPass pass = new(wanted, pathTaken);
        foreach (var (output, seed) in outputs)
        {
            pass.Arrive(output, Seed(output, seed));
        }

        while (pass.ready.TryDequeue(out var tensor, out _)) // newest first, no recursion
        {
            using var gradient = pass.arrived.Take(tensor);
            pass.Visit(tensor, gradient.Value);
        }

        return pass.results.TakeAll();
    }

    /// <summary>Refuses elements that a pullback wants to read but that are not those of the forward pass any more.</summary>
    public static void CheckUnchanged(Tensor tensor)
    {
        if (current is { } node && tensor.Order <= node.Order && tensor.WrittenAt > node.Order)
        {
            throw new GradientException(
                $"backward of {node.Operation}: a tensor of shape {tensor.Shape} that it needs was changed by Write after it was "
                + "recorded; compute the result again, or write to a Detach()ed copy");
        }
    }

    private void Visit(Tensor tensor, Tensor gradient)
    {
        gradient = tensor.ApplyHooks(gradient);
        if (wanted(tensor))
        {
            results.TryAdd(tensor, gradient);
        }

        for (var i = 0; i < tensor.Edges.Count; i++)
        {
            var path = PullBack(tensor, tensor.Edges[i], gradient);
            pathTaken?.Invoke(tensor, i, path);
            Arrive(tensor.Edges[i].Input, path);
        }
    }

    private void Arrive(Tensor tensor, Tensor path)
    {
        if (arrived.TryAdd(tensor, path))
        {
            ready.Enqueue(tensor, -tensor.Order);
        }
        else
        {
            arrived[tensor] += path; // paths add up
        }
    }

    private static Tensor PullBack(Tensor node, Edge edge, Tensor gradient)
    {
        var outer = current;
        current = node;
        try
        {
            var path = edge.Pullback(gradient, node);
            if (path?.Shape != edge.Input.Shape)
            {
                throw new ShapeMismatchException(
                    $"backward of {node.Operation}",
                    $"the pullback gave a gradient of shape {path?.Shape.ToString() ?? "null"} for an input of shape {edge.Input.Shape}");
            }

            if (Anomalies.AreLookedFor)
            {
                Anomalies.CheckBackward(node, gradient, path);
            }

            return path;
        }
        finally
        {
            current = outer;
        }
    }

    private static Tensor Seed(Tensor output, Tensor? seed)
    {
        if (!output.RequiresGrad)
        {
            throw new GradientException(
                "backward: nothing was recorded for this tensor; set RequiresGrad on an input before computing, "
                + "and compute outside NoGrad");
        }

        if (seed is null)
        {
            return output.Size == 1
                ? Tensor.Ones(output.Shape)
                : throw new GradientException(
                    $"backward: the tensor has shape {output.Shape}, not a single number; "
                    + "pass the upstream gradient as seed, or reduce it with Sum() or Mean() first");
        }

        return seed.Shape == output.Shape
            ? seed
            : throw new ShapeMismatchException(
                "backward", $"the seed has shape {seed.Shape}, but the tensor has shape {output.Shape}");
    }
}
