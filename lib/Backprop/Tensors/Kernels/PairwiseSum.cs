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

    /// <summary>Σx.</summary>
    public static double Of(ReadOnlySpan<double> x)
    {
        if (x.Length <= 8 * Block) // eight or more sums at once in a vector
        {
            return TensorPrimitives.Sum(x);
        }

        var half = x.Length / 2;
        return Of(x[..half]) + Of(x[half..]);
    }
}
