namespace Backprop.Kernels;

/// <summary>Swaps the two axes of a row-major matrix.</summary>
internal static class TransposeKernel
{
    /// <summary>The side of the blocks that are moved one at a time, so that both sides stay in the cache.</summary>
    private const int Block = 16;

    /// <summary>Writes the columns of a rows×columns matrix as rows.</summary>
    public static void Transpose(ReadOnlySpan<double> from, Span<double> to, int rows, int columns)
    {
        for (var top = 0; top < rows; top += Block)
        {
            for (var left = 0; left < columns; left += Block)
            {
                var (bottom, right) = (Math.Min(top + Block, rows), Math.Min(left + Block, columns));
                for (var row = top; row < bottom; row++)
                {
                    for (var column = left; column < right; column++)
                    {
                        to[(column * rows) + row] = from[(row * columns) + column];
                    }
                }
            }
        }
    }
}
