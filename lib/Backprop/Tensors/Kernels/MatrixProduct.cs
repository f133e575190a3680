using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Backprop.Kernels;

/// <summary>C = op(A)·op(B) for matrices in row-major order, where op may be the transpose.</summary>
/// <remarks>
/// C is computed in tiles of a few rows and 16 columns whose sums stay in vector registers while the inner extent is walked, and
/// the walk is cut so that what is read again stays in the caches: Goto and van de Geijn, "Anatomy of High-Performance Matrix
/// Multiplication" (2008). A is read through its strides, so its transpose costs nothing; a panel of B is copied to where its
/// rows are aligned and lie close together, if enough rows of A will read it. Whatever tile an element falls into, its products
/// are added in the order of the inner extent, so a result does not depend on the number of threads. The exception are the dot
/// products by which a low matrix meets a transposed one; they are chosen by the extents alone.
/// </remarks>
internal static unsafe class MatrixProduct
{
    /// <summary>How much of the inner extent is walked at once: 16 columns of B of that height stay in a second-level cache.</summary>
    private const int InnerBlock = 1024;

    /// <summary>How many elements of A are taken at once, so that they stay in a third-level cache for all columns of B.</summary>
    private const int BlockSize = 1 << 20;

    /// <summary>Up to that height a panel lies on the stack.</summary>
    private const int StackBlock = 256;

    /// <summary>How many elements of low panels are copied at once: half of a first-level cache.</summary>
    private const int PanelsSize = 2048;

    /// <summary>In elements: from that size on, the order in which C is written matters.</summary>
    private const int LargeResult = 1 << 15;

    /// <summary>How many rows of C are computed with them before the next.</summary>
    private const int RowsTogether = 32;

    /// <summary>With fewer rows of A than that, copying B would take longer than it saves.</summary>
    private const int FewRows = 32;

    /// <summary>With fewer columns for each thread, the rows of C that two of them write would lie too close together.</summary>
    private const int FewColumns = 32;

    /// <summary>In multiplications: what a thread must have to do, about 5 µs, to save more than it costs to hand it over.</summary>
    private const long WorthAThread = 1 << 17;

    /// <summary>Computes the m×n product of op(A), m×k, and op(B), k×n; <paramref name="c"/> is overwritten.</summary>
    /// <param name="a">A, m×k, or k×m when <paramref name="transposeA"/>.</param>
    /// <param name="transposeA">Whether op(A) is Aᵀ.</param>
    /// <param name="b">B, k×n, or n×k when <paramref name="transposeB"/>.</param>
    /// <param name="transposeB">Whether op(B) is Bᵀ.</param>
    /// <param name="c">Where the product goes.</param>
    /// <param name="m">Rows of C.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="k">The inner extent.</param>
    /// <param name="row">n numbers that are added to each row of the product; empty for none.</param>
    public static void Multiply(
        ReadOnlySpan<double> a,
        bool transposeA,
        ReadOnlySpan<double> b,
        bool transposeB,
        Span<double> c,
        int m,
        int n,
        int k,
        ReadOnlySpan<double> row = default)
    {
        if (m == 0 || n == 0)
        {
            return;
        }

        fixed (double* pa = a, pb = b, pc = c, pr = row)
        {
            var left = transposeA ? new Operand(pa, 1, m) : new Operand(pa, k, 1);
            var right = transposeB ? new Operand(pb, k, 1) : new Operand(pb, 1, n);
            Result result = new(pc, pr, m, n, k, n);
            if (Math.Min(ThreadsFor(m, n, k), m / FewRows) is var rowParts && rowParts > 1)
            {
                MultiplyRowsInParts(left, right, result, rowParts);
            }
            else if (ColumnParts(m, n, k) is var columnParts && columnParts > 1)
            {
                MultiplyColumnsInParts(left, right, result, columnParts);
            }
            else
            {
                Multiply(left, right, result, 0, m);
            }
        }
    }

    /// <summary>Whether <see cref="AddTo"/> can do with these extents: its product is one of tiles, in one walk.</summary>
    public static bool CanAdd(int m, int n, int k) => m > 1 && n > 1 && k <= InnerBlock;

    /// <summary>Adds a multiple of Aᵀ·B to C, with the same rounding as if the product were written down first.</summary>
    /// <param name="c">C, m×n.</param>
    /// <param name="factor">What the product is multiplied by.</param>
    /// <param name="a">A, k×m.</param>
    /// <param name="b">B, k×n.</param>
    /// <param name="m">Rows of C; see <see cref="CanAdd"/>.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="k">The inner extent.</param>
    public static void AddTo(Span<double> c, double factor, ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, int n, int k)
    {
        fixed (double* pa = a, pb = b, pc = c)
        {
            Operand left = new(pa, 1, m), right = new(pb, 1, n);
            Result result = new(pc, null, m, n, k, n, factor);
            if (ColumnParts(m, n, k) is var parts && parts > 1)
            {
                MultiplyColumnsInParts(left, right, result, parts); // as a product with C: each thread then has its part of C in its cache
            }
            else
            {
                MultiplyBlocks(left, right, result, m);
            }
        }
    }

    /// <summary>Computes the product of matrices whose rows may lie apart, as parts of larger ones.</summary>
    public static void Multiply(in Operand a, in Operand b, in Result c) => Multiply(a, b, c, 0, c.M);

    /// <summary>How many threads have enough to do.</summary>
    private static int ThreadsFor(int m, int n, int k) => (int)Math.Min(Threads.Count, (long)m * n * k / WorthAThread);

    private static int ColumnParts(int m, int n, int k) => Math.Min(ThreadsFor(m, n, k), n / FewColumns);

    private static void MultiplyRowsInParts(Operand a, Operand b, Result c, int parts)
    {
        var rows = c.M / parts / Tiles.Rows * Tiles.Rows;
        Threads.Run(parts, part => Multiply(a, b, c, part * rows, part < parts - 1 ? rows : c.M - (part * rows)));
    }

    /// <summary>A low C: each part takes columns that begin where a tile would, so that the same tiles come about.</summary>
    private static void MultiplyColumnsInParts(Operand a, Operand b, Result c, int parts)
    {
        var columns = c.N / parts / Tiles.Columns * Tiles.Columns;
        Threads.Run(parts, part =>
        {
            var first = part * columns;
            Multiply(a, b.At(first, 0), c.Columns(first, part < parts - 1 ? columns : c.N - first), 0, c.M);
        });
    }

    /// <summary>Computes some rows of C.</summary>
    private static void Multiply(in Operand a, in Operand b, in Result c, int firstRow, int rows)
    {
        if (c.N == 1 && c.Stride == 1 && b.InnerStride == 1 && (a.InnerStride == 1 || a.Stride == 1))
        {
            MultiplyVector(a.At(firstRow, 0), b, c.At(firstRow, 0), rows);
        }
        else if (a.InnerStride == 1 && b.InnerStride == 1 && c.M < Tiles.Rows)
        {
            DotProducts.Multiply(a.At(firstRow, 0), b, c.At(firstRow, 0), rows);
        }
        else
        {
            MultiplyBlocks(a.At(firstRow, 0), b, c.At(firstRow, 0), rows);
        }
    }

    /// <summary>op(A)·b, where B is a single column in one piece, and so are the rows or the columns of op(A).</summary>
    private static void MultiplyVector(in Operand a, in Operand b, in Result c, int rows)
    {
        if (a.InnerStride == 1)
        {
            DotProducts.MultiplyColumn(a, b.Data, c, rows); // with one column, B and Bᵀ lie in memory alike
            return;
        }

        Span<double> result = new(c.Data, rows);
        result.Fill(c.Row is null ? 0 : *c.Row);
        for (var inner = 0; inner < c.K; inner++)
        {
            TensorPrimitives.MultiplyAdd(new ReadOnlySpan<double>(a.At(0, inner).Data, rows), b.Data[inner], result, result);
        }
    }

    [SkipLocalsInit]
    private static void MultiplyBlocks(in Operand a, in Operand b, in Result c, int rows)
    {
        var height = Math.Min(c.K, InnerBlock);
        var length = Math.Max(PanelsSize, height * Tiles.Columns) + Tiles.Alignment;
        var rented = height > StackBlock ? ArrayPool<double>.Shared.Rent(length) : [];
        var stack = stackalloc double[height > StackBlock ? 1 : length];
        fixed (double* heap = rented)
        {
            var panel = Tiles.Align(height > StackBlock ? heap : stack);
            var rowBlock = Math.Max(Tiles.Rows, BlockSize / Math.Max(1, height) / Tiles.Rows * Tiles.Rows);
            for (var inner = 0; inner == 0 || inner < c.K; inner += InnerBlock)
            {
                height = Math.Min(c.K - inner, InnerBlock);
                for (var row = 0; row < rows; row += rowBlock)
                {
                    MultiplyBlock(a.At(row, inner), b.At(0, inner), c.At(row, 0), Math.Min(rowBlock, rows - row), height, inner > 0, panel);
                }
            }
        }

        if (rented.Length > 0)
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// Computes some rows of C. Where C does not fit the nearer caches, copies of low panels are made several at a time, and some
    /// rows of C are computed with all of them before the next: C is then walked along its rows.
    /// </summary>
    private static void MultiplyBlock(Operand a, Operand b, Result c, int rows, int height, bool isContinued, double* panels)
    {
        var (together, rowsTogether) = (Tiles.Columns, rows);
        if ((long)rows * c.N >= LargeResult && height * Tiles.Columns * 2 <= PanelsSize)
        {
            (together, rowsTogether) = (PanelsSize / Math.Max(1, height * Tiles.Columns) * Tiles.Columns, RowsTogether);
        }

        for (var first = 0; first < c.N; first += together)
        {
            for (var row = 0; row < rows; row += rowsTogether)
            {
                var count = Math.Min(rowsTogether, rows - row);
                for (var column = first; column < Math.Min(c.N, first + together);)
                {
                    var width = Tiles.WidthFor(c.N - column);
                    var columns = Math.Min(width, c.N - column);
                    var isDot = columns == 1 && a.InnerStride == 1 && height == c.K && c.Factor is null;
                    var panel = b.At(column, 0);
                    if (rows >= FewRows || columns < width || b.Stride != 1)
                    {
                        width = isDot ? 1 : width;
                        var copy = panels + ((column - first) * height);
                        if (row == 0)
                        {
                            Tiles.Pack(panel, copy, columns, width, height);
                        }

                        panel = new Operand(copy, 1, width);
                    }

                    if (isDot)
                    {
                        DotProducts.MultiplyColumn(a.At(row, 0), panel.Data, c.At(row, column), count);
                    }
                    else
                    {
                        Tiles.MultiplyPanel(a.At(row, 0), panel, c.At(row, column), count, columns, width, height, isContinued);
                    }

                    column += columns;
                }
            }
        }
    }
}
