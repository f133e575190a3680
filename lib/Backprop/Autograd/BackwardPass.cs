using System.Runtime.InteropServices;

namespace Backprop;

/// <summary>One walk over a recorded graph, from a result back to its leaves.</summary>
internal static class BackwardPass
{
    /// <summary>
    /// Visits the tensors that <paramref name="output"/> was computed from, newest first: when one is visited, all
    /// that used it have been, so its gradient is complete. Never recurses, and keeps a gradient no longer than
    /// until it has been handed on, unless it is wanted.
    /// </summary>
    public static Dictionary<Tensor, Tensor> Run(Tensor output, Tensor? seed, Predicate<Tensor> wanted, bool record)
    {
        using var scope = Recording.Set(record);
        Dictionary<Tensor, Tensor> arrived = new() { [output] = Seed(output, seed) };
        Dictionary<Tensor, Tensor> results = [];
        PriorityQueue<Tensor, long> ready = new([(output, -output.Order)]);
        while (ready.TryDequeue(out var tensor, out _))
        {
            arrived.Remove(tensor, out var gradient);
            if (wanted(tensor))
            {
                results.Add(tensor, gradient!);
            }

            foreach (var (input, pullback) in tensor.Edges)
            {
                var path = pullback(gradient!, tensor);
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(arrived, input, out var reached);
                sum = reached ? sum! + path : path; // paths add up
                if (!reached)
                {
                    ready.Enqueue(input, -input.Order);
                }
            }
        }

        return results;
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
