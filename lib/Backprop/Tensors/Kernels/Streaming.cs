using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Backprop.Kernels;

/// <summary>
/// Writes past the caches. An ordinary store first reads the line of memory that it changes, which is in vain where all of it is
/// overwritten, and pushes out what would have been read again.
/// </summary>
internal static unsafe class Streaming
{
    /// <summary>In elements: from that size on, a result would not be in the cache any more when it is read.</summary>
    public const int LargeResult = 1 << 19;

    private const int Width = 8;

    /// <summary>Copies some elements, those that fill whole lines past the caches.</summary>
    public static void Copy(ReadOnlySpan<double> from, Span<double> to)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated && Sse.IsSupported && to.Length >= 2 * Width)
        {
            fixed (double* source = from, target = to)
            {
                var lead = (int)((-(nint)target & (Vector512<byte>.Count - 1)) / sizeof(double));
                from[..lead].CopyTo(to);
                for (i = lead; i <= to.Length - Width; i += Width)
                {
                    Vector512.Load(source + i).StoreAlignedNonTemporal(target + i);
                }
            }

            Sse.StoreFence(); // such stores are not in order with others
        }

        from[i..].CopyTo(to[i..]);
    }
}
