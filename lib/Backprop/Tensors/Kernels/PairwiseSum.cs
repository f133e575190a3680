using System.Numerics.Tensors;

namespace Backprop.Kernels;

/// <summary>
/// Sums whose error grows with the logarithm of their length: the halves are added up on their own, down to blocks.
/// </summary>
/// <remarks>Source: Higham, "The Accuracy of Floating Point Summation" (1993).</remarks>
internal static class PairwiseSum
{
    /// <summary>The longest stretch that is added up in one go.</summary>
    public const int Block = 128;

    /// <summary>How many parts of a large array threads may add up: a power of two, so that they are halves of halves.</summary>
    private const int Parts = 8;

    /// <summary>Σx.</summary>
    public static double Of(ReadOnlySpan<double> x) => Threads.AreWorthTheirWhile(x.Length) ? InParts(x) : OnOneThread(x);

    private static double OnOneThread(ReadOnlySpan<double> x)
    {
        if (x.Length <= 8 * Block) // eight or more sums at once in a vector
        {
            return TensorPrimitives.Sum(x);
        }

        var half = x.Length / 2;
        return OnOneThread(x[..half]) + OnOneThread(x[half..]);
    }

    /// <summary>The same sum: the parts are those that one thread would come to.</summary>
    private static unsafe double InParts(ReadOnlySpan<double> x)
    {
        var sums = new double[Parts];
        fixed (double* pinned = x)
        {
            var (data, length) = ((nint)pinned, x.Length);
            Threads.Run(Parts, part =>
            {
                var (start, end) = PartOf(length, part);
                sums[part] = OnOneThread(new ReadOnlySpan<double>((double*)data + start, end - start));
            });
        }

        for (var count = Parts / 2; count > 0; count /= 2)
        {
            for (var i = 0; i < count; i++)
            {
                sums[i] = sums[2 * i] + sums[(2 * i) + 1];
            }
        }

        return sums[0];
    }

    /// <summary>Where a part begins and ends: each bit of its number, the highest first, says which half to take.</summary>
    private static (int Start, int End) PartOf(int length, int part)
    {
        var (start, end) = (0, length);
        for (var bit = Parts / 2; bit > 0; bit /= 2)
        {
            var middle = start + ((end - start) / 2);
            (start, end) = (part & bit) == 0 ? (start, middle) : (middle, end);
        }

        return (start, end);
    }
}
