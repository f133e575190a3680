namespace Backprop.Kernels;

/// <summary>Sums of each element and of those before it along an axis.</summary>
internal static class RunningSum
{
    /// <param name="x">The elements in row-major order.</param>
    /// <param name="sums">As many sums.</param>
    /// <param name="stride">How far apart neighbours along the axis are.</param>
    /// <param name="extent">How many there are along the axis.</param>
    public static void Of(ReadOnlySpan<double> x, Span<double> sums, int stride, int extent)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            var isFirst = i / stride % extent == 0;
            sums[i] = isFirst ? x[i] : sums[i - stride] + x[i];
        }
    }
}
