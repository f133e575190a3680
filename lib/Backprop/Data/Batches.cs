using Backprop.Errors;

namespace Backprop.Data;

/// <summary>Samples in small groups, for steps that see a part of the data only.</summary>
public static class Batches
{
    /// <summary>Every sample once, in an order drawn anew, in groups of the same size; the last may be smaller.</summary>
    /// <param name="x">The samples along the first axis.</param>
    /// <param name="y">What belongs to them, along the first axis.</param>
    /// <param name="size">How many samples a group has.</param>
    /// <param name="generator">Where the order is drawn from, when the first group is asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    /// <exception cref="ShapeMismatchException">x and y are not equally many.</exception>
    public static IEnumerable<(Tensor X, Tensor Y)> Shuffled(Tensor x, Tensor y, int size, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(generator);
        Require.Positive(size);
        return x.Rank > 0 && y.Rank > 0 && x.Shape[0] == y.Shape[0]
            ? Iterate(x, y, size, generator)
            : throw new ShapeMismatchException("batches", $"{x.Shape} and {y.Shape} are not equally many samples");
    }

    private static IEnumerable<(Tensor X, Tensor Y)> Iterate(Tensor x, Tensor y, int size, Generator generator)
    {
        var order = Tensor.Permutation(x.Shape[0], generator);
        for (var start = 0; start < order.Size; start += size)
        {
            var batch = order[start..Math.Min(start + size, order.Size)];
            yield return (x.IndexSelect(0, batch), y.IndexSelect(0, batch));
        }
    }
}
