using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Backprop.Kernels;

/// <summary>C = op(A)·op(B) for matrices in row-major order, where op may be the transpose.</summary>
/// <remarks>
/// C is computed in tiles of a few rows and 16 columns whose sums stay in vector registers while the inner extent
/// is walked, the idea of Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008). A is
/// read through its strides, so its transpose costs nothing; a panel of B is copied only where its rows are not
/// contiguous (Bᵀ) or do not fill a tile.
/// </remarks>
internal static unsafe class MatrixProduct
{
    private const int TileColumns = 16;

    /// <summary>Computes the m×n product of op(A), m×k, and op(B), k×n; <paramref name="c"/> is overwritten.</summary>
    /// <param name="a">A, m×k, or k×m when <paramref name="transposeA"/>.</param>
    /// <param name="transposeA">Whether op(A) is Aᵀ.</param>
    /// <param name="b">B, k×n, or n×k when <paramref name="transposeB"/>.</param>
    /// <param name="transposeB">Whether op(B) is Bᵀ.</param>
    /// <param name="c">Where the product goes.</param>
    /// <param name="m">Rows of C.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="k">The inner extent.</param>
    public static void Multiply(
        ReadOnlySpan<double> a, bool transposeA, ReadOnlySpan<double> b, bool transposeB, Span<double> c, int m, int n, int k)
    {
        if (n == 1)
        {
            MultiplyVector(a, transposeA, b, c, m, k);
            return;
        }

        var packed = ArrayPool<double>.Shared.Rent(Math.Max(1, k) * TileColumns);
        fixed (double* pa = a, pb = b, pc = c, panel = packed)
        {
            var (rowStride, innerStride) = transposeA ? (1, m) : (k, 1);
            for (var column = 0; column < n; column += TileColumns)
            {
                var columns = Math.Min(TileColumns, n - column);
                var contiguous = !transposeB && columns == TileColumns;
                if (!contiguous)
                {
                    Pack(pb, transposeB, panel, column, columns, n, k);
                }

                var source = contiguous ? pb + column : panel;
                MultiplyPanel(
                    pa, rowStride, innerStride, source, contiguous ? n : TileColumns, pc + column, n, m, columns, k);
            }
        }

        ArrayPool<double>.Shared.Return(packed);
    }

    /// <summary>op(A)·b, where B is a single column.</summary>
    private static void MultiplyVector(
        ReadOnlySpan<double> a, bool transposeA, ReadOnlySpan<double> b, Span<double> c, int m, int k)
    {
        if (!transposeA)
        {
            for (var row = 0; row < m; row++)
            {
                c[row] = TensorPrimitives.Dot(a.Slice(row * k, k), b);
            }

            return;
        }

        c.Clear();
        for (var inner = 0; inner < k; inner++)
        {
            TensorPrimitives.MultiplyAdd(a.Slice(inner * m, m), b[inner], c, c);
        }
    }

    /// <summary>Copies up to 16 columns of op(B) into rows of exactly 16, zeros in the columns that are missing.</summary>
    private static void Pack(double* b, bool transposeB, double* panel, int column, int columns, int n, int k)
    {
        var (innerStride, columnStride) = transposeB ? (1, k) : (n, 1);
        if (columns < TileColumns)
        {
            new Span<double>(panel, k * TileColumns).Clear();
        }

        for (var j = 0; j < columns; j++)
        {
            var from = b + ((column + j) * (long)columnStride);
            for (var inner = 0; inner < k; inner++)
            {
                panel[(inner * TileColumns) + j] = from[inner * (long)innerStride];
            }
        }
    }

    private static void MultiplyPanel(
        double* a, int rowStride, int innerStride, double* b, int strideB, double* c, int strideC, int m, int columns, int k)
    {
        var tile = stackalloc double[8 * TileColumns];
        for (var row = 0; row < m;)
        {
            var from = a + (row * (long)rowStride);
            var whole = columns == TileColumns;
            var to = whole ? c + (row * (long)strideC) : tile;
            var rows = MultiplyTile(
                from, rowStride, innerStride, b, strideB, to, whole ? strideC : TileColumns, m - row, k);
            if (!whole)
            {
                for (var i = 0; i < rows; i++)
                {
                    new Span<double>(tile + (i * TileColumns), columns).CopyTo(
                        new Span<double>(c + ((row + i) * (long)strideC), columns));
                }
            }

            row += rows;
        }
    }

    /// <summary>Computes the tallest tile that fits and returns its number of rows.</summary>
    private static int MultiplyTile(
        double* a, int rowStride, int innerStride, double* b, int strideB, double* c, int strideC, int rowsLeft, int k)
    {
        if (Vector512.IsHardwareAccelerated && rowsLeft >= 8)
        {
            Tile8(a, rowStride, innerStride, b, strideB, c, strideC, k);
            return 8;
        }

        if (rowsLeft >= 2)
        {
            Tile2(a, rowStride, innerStride, b, strideB, c, strideC, k);
            return 2;
        }

        Tile1(a, innerStride, b, strideB, c, k);
        return 1;
    }

    /// <summary>Eight rows of C: 16 sums of eight numbers, half of AVX-512's registers.</summary>
    private static void Tile8(
        double* a, int rowStride, int innerStride, double* b, int strideB, double* c, int strideC, int k)
    {
        Vector512<double> s00 = default, s01 = default, s10 = default, s11 = default,
            s20 = default, s21 = default, s30 = default, s31 = default,
            s40 = default, s41 = default, s50 = default, s51 = default,
            s60 = default, s61 = default, s70 = default, s71 = default;
        long r = rowStride;
        for (var inner = 0; inner < k; inner++)
        {
            var left = Vector512.Load(b);
            var right = Vector512.Load(b + 8);
            AddRow(ref s00, ref s01, a[0], left, right);
            AddRow(ref s10, ref s11, a[r], left, right);
            AddRow(ref s20, ref s21, a[2 * r], left, right);
            AddRow(ref s30, ref s31, a[3 * r], left, right);
            AddRow(ref s40, ref s41, a[4 * r], left, right);
            AddRow(ref s50, ref s51, a[5 * r], left, right);
            AddRow(ref s60, ref s61, a[6 * r], left, right);
            AddRow(ref s70, ref s71, a[7 * r], left, right);
            a += innerStride;
            b += strideB;
        }

        StoreRow(c, s00, s01);
        StoreRow(c += strideC, s10, s11);
        StoreRow(c += strideC, s20, s21);
        StoreRow(c += strideC, s30, s31);
        StoreRow(c += strideC, s40, s41);
        StoreRow(c += strideC, s50, s51);
        StoreRow(c += strideC, s60, s61);
        StoreRow(c + strideC, s70, s71);
    }

    private static void AddRow(
        ref Vector512<double> left, ref Vector512<double> right, double a, Vector512<double> b0, Vector512<double> b1)
    {
        var broadcast = Vector512.Create(a);
        left = Vector512.FusedMultiplyAdd(broadcast, b0, left);
        right = Vector512.FusedMultiplyAdd(broadcast, b1, right);
    }

    private static void StoreRow(double* c, Vector512<double> left, Vector512<double> right)
    {
        left.Store(c);
        right.Store(c + 8);
    }

    /// <summary>Two rows of C: eight sums of four numbers, half of AVX2's registers.</summary>
    private static void Tile2(
        double* a, int rowStride, int innerStride, double* b, int strideB, double* c, int strideC, int k)
    {
        Vector256<double> s00 = default, s01 = default, s02 = default, s03 = default,
            s10 = default, s11 = default, s12 = default, s13 = default;
        for (var inner = 0; inner < k; inner++)
        {
            var a0 = Vector256.Create(a[0]);
            var a1 = Vector256.Create(a[rowStride]);
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 4);
            var b2 = Vector256.Load(b + 8);
            var b3 = Vector256.Load(b + 12);
            s00 = Vector256.FusedMultiplyAdd(a0, b0, s00);
            s01 = Vector256.FusedMultiplyAdd(a0, b1, s01);
            s02 = Vector256.FusedMultiplyAdd(a0, b2, s02);
            s03 = Vector256.FusedMultiplyAdd(a0, b3, s03);
            s10 = Vector256.FusedMultiplyAdd(a1, b0, s10);
            s11 = Vector256.FusedMultiplyAdd(a1, b1, s11);
            s12 = Vector256.FusedMultiplyAdd(a1, b2, s12);
            s13 = Vector256.FusedMultiplyAdd(a1, b3, s13);
            a += innerStride;
            b += strideB;
        }

        StoreRow(c, s00, s01, s02, s03);
        StoreRow(c + strideC, s10, s11, s12, s13);
    }

    private static void Tile1(double* a, int innerStride, double* b, int strideB, double* c, int k)
    {
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
        for (var inner = 0; inner < k; inner++)
        {
            var broadcast = Vector256.Create(*a);
            s0 = Vector256.FusedMultiplyAdd(broadcast, Vector256.Load(b), s0);
            s1 = Vector256.FusedMultiplyAdd(broadcast, Vector256.Load(b + 4), s1);
            s2 = Vector256.FusedMultiplyAdd(broadcast, Vector256.Load(b + 8), s2);
            s3 = Vector256.FusedMultiplyAdd(broadcast, Vector256.Load(b + 12), s3);
            a += innerStride;
            b += strideB;
        }

        StoreRow(c, s0, s1, s2, s3);
    }

    private static void StoreRow(
        double* c, Vector256<double> s0, Vector256<double> s1, Vector256<double> s2, Vector256<double> s3)
    {
        s0.Store(c);
        s1.Store(c + 4);
        s2.Store(c + 8);
        s3.Store(c + 12);
    }
}
