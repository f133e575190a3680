namespace Backprop.Kernels;

/// <summary>Copies a block of elements between arrays in which neighbours may lie anywhere: permuting, cutting, joining.</summary>
internal static class StridedCopy
{
    /// <param name="from">The array to read, from the block's first element on.</param>
    /// <param name="fromStrides">How far apart neighbours along each axis are there.</param>
    /// <param name="to">The array to write, from the block's first element on.</param>
    /// <param name="toStrides">How far apart neighbours along each axis are there.</param>
    /// <param name="extents">The block's extents.</param>
    public static void Copy(
        ReadOnlySpan<double> from,
        ReadOnlySpan<int> fromStrides,
        Span<double> to,
        ReadOnlySpan<int> toStrides,
        ReadOnlySpan<int> extents)
    {
        if (extents.IsEmpty)
        {
            to[0] = from[0];
            return;
        }

        var (extent, fromStride, toStride) = (extents[0], fromStrides[0], toStrides[0]);
        if (extents.Length > 1)
        {
            for (var i = 0; i < extent && !extents.Contains(0); i++)
            {
                Copy(from[(i * fromStride)..], fromStrides[1..], to[(i * toStride)..], toStrides[1..], extents[1..]);
            }
        }
        else if (fromStride == 1 && toStride == 1)
        {
            from[..extent].CopyTo(to);
        }
        else
        {
            for (var i = 0; i < extent; i++)
            {
                to[i * toStride] = from[i * fromStride];
            }
        }
    }
}
