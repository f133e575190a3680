using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Backprop.Kernels;

/// <summary>The tiles of a matrix product: small pieces of C whose sums stay in vector registers.</summary>
internal static unsafe class Tiles
{
    /// <summary>The rows of the tallest tile: with 16 columns its sums are half of AVX-512's registers.</summary>
    public const int Rows = 8;

    /// <summary>The columns of a panel.</summary>
    public const int Columns = 16;

    /// <summary>In numbers: a vector that does not start at a multiple of its length costs a second access to the cache.</summary>
    public const int Alignment = 8;

    /// <summary>
    /// How what has a loop of many registers is compiled: by itself, since inside another method the registers do not suffice, and
    /// in full at once.
    /// </summary>
    public const MethodImplOptions Alone = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    /// <summary>Whether tiles are made of vectors of 512 bits, or of 256. Tests try both.</summary>
    public static bool UseVector512 { get; set; } = Vector512.IsHardwareAccelerated;

    public static double* Align(double* memory)
    {
        const nuint Bytes = Alignment * sizeof(double);
        return (double*)(((nuint)memory + Bytes - 1) & ~(Bytes - 1));
    }

    /// <summary>How many columns a panel is computed with if so many are left: 16, or 8 where that is enough.</summary>
    public static int WidthFor(int columns) => UseVector512 && columns <= Columns / 2 ? Columns / 2 : Columns;

    /// <summary>Copies columns of op(B) into rows of exactly the width, zeros in the columns that are missing.</summary>
    public static void Pack(in Operand b, double* panel, int columns, int width, int height)
    {
        if (columns < width)
        {
            new Span<double>(panel, width * height).Clear();
        }

        if (b.Stride == 1)
        {
            if (columns == width && width >= Alignment)
            {
                PackWholeRows(b.Data, b.InnerStride, panel, width, height);
            }
            else
            {
                Copy(b.Data, b.InnerStride, panel, width, height, columns);
            }

            return;
        }

        var column = 0;
        for (; column <= columns - 4; column += 4)
        {
            PackFour(b.Data + (column * b.Stride), b.Stride, b.InnerStride, panel + column, width, height);
        }

        for (; column < columns; column++)
        {
            var from = b.Data + (column * b.Stride);
            for (var inner = 0; inner < height; inner++)
            {
                panel[(inner * width) + column] = from[inner * b.InnerStride];
            }
        }
    }

    /// <summary>Computes a panel of C: some rows of op(A) times a panel of op(B).</summary>
    /// <param name="a">op(A).</param>
    /// <param name="b">The panel: its columns are neighbours.</param>
    /// <param name="c">Where the panel of C starts.</param>
    /// <param name="rows">How many rows are computed.</param>
    /// <param name="columns">How many columns C has there.</param>
    /// <param name="width">How many the panel has, perhaps more.</param>
    /// <param name="height">The inner extent.</param>
    /// <param name="isContinued">Whether C holds sums that these are added to.</param>
    public static void MultiplyPanel(in Operand a, in Operand b, in Result c, int rows, int columns, int width, int height, bool isContinued)
    {
        var row = stackalloc double[Columns];
        if (c.Row is not null)
        {
            Copy(c.Row, 0, row, 0, 1, columns);
        }

        var tile = stackalloc double[Rows * Columns];
        for (int i = 0, count; i < rows; i += count)
        {
            count = HeightFor(rows - i, width);
            var to = c.At(i, 0).Data;
            if (columns == width && c.Factor is null)
            {
                Multiply(a.At(i, 0), b, isContinued ? to : row, isContinued ? c.Stride : 0, to, c.Stride, count, width, height);
                continue;
            }

            if (isContinued)
            {
                Copy(to, c.Stride, tile, Columns, count, columns);
            }

            Multiply(a.At(i, 0), b, isContinued ? tile : row, isContinued ? Columns : 0, tile, Columns, count, width, height);
            if (c.Factor is { } factor)
            {
                Add(tile, factor, to, c.Stride, count, columns);
            }
            else
            {
                Copy(tile, Columns, to, c.Stride, count, columns);
            }
        }
    }

    private static int HeightFor(int rows, int width) => UseVector512 && rows >= Rows ? Rows : rows >= 2 && width == Columns ? 2 : 1;

    private static void Copy(double* from, long fromStride, double* to, long toStride, int rows, int columns)
    {
        for (var i = 0; i < rows; i++)
        {
            new ReadOnlySpan<double>(from + (i * fromStride), columns).CopyTo(new Span<double>(to + (i * toStride), columns));
        }
    }

    /// <summary>Adds a multiple of a tile to C.</summary>
    private static void Add(double* tile, double factor, double* to, long stride, int rows, int columns)
    {
        for (var i = 0; i < rows; i++)
        {
            var column = 0;
            for (; column <= columns - 8; column += 8)
            {
                ((Vector512.Load(tile + column) * factor) + Vector512.Load(to + column)).Store(to + column);
            }

            for (; column < columns; column++)
            {
                to[column] += tile[column] * factor;
            }

            tile += Columns;
            to += stride;
        }
    }

    private static void PackWholeRows(double* from, long stride, double* panel, int width, int height)
    {
        for (var i = 0; i < height; i++)
        {
            Prefetch(from + width); // the next panel's
            for (var column = 0; column < width; column += 8)
            {
                Vector512.Load(from + column).Store(panel + column);
            }

            from += stride;
            panel += width;
        }
    }

    /// <summary>Asks for 16 numbers that will be wanted: rows lie so far apart that the processor does not guess them.</summary>
    private static void Prefetch(double* from)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(from);
            Sse.Prefetch0(from + 8);
        }
    }

    /// <summary>Four columns that lie apart, side by side: squares of four rows are turned over in registers.</summary>
    private static void PackFour(double* from, long stride, long innerStride, double* panel, int width, int height)
    {
        var inner = 0;
        for (; innerStride == 1 && inner <= height - 4; inner += 4)
        {
            var (r0, r1) = (Vector256.Load(from + inner), Vector256.Load(from + stride + inner));
            var (r2, r3) = (Vector256.Load(from + (2 * stride) + inner), Vector256.Load(from + (3 * stride) + inner));
            var (even01, odd01) = (Even(r0, r1), Odd(r0, r1));
            var (even23, odd23) = (Even(r2, r3), Odd(r2, r3));
            Vector256.Create(even01.GetLower(), even23.GetLower()).Store(panel);
            Vector256.Create(odd01.GetLower(), odd23.GetLower()).Store(panel + width);
            Vector256.Create(even01.GetUpper(), even23.GetUpper()).Store(panel + (2 * width));
            Vector256.Create(odd01.GetUpper(), odd23.GetUpper()).Store(panel + (3 * width));
            panel += 4 * width;
        }

        for (; inner < height; inner++)
        {
            var at = inner * innerStride;
            Vector256.Create(from[at], from[stride + at], from[(2 * stride) + at], from[(3 * stride) + at]).Store(panel);
            panel += width;
        }
    }

    /// <summary>a₀ b₀ a₂ b₂.</summary>
    private static Vector256<double> Even(Vector256<double> a, Vector256<double> b) => Avx.IsSupported
        ? Avx.UnpackLow(a, b)
        : Vector256.Create(a[0], b[0], a[2], b[2]);

    /// <summary>a₁ b₁ a₃ b₃.</summary>
    private static Vector256<double> Odd(Vector256<double> a, Vector256<double> b) => Avx.IsSupported
        ? Avx.UnpackHigh(a, b)
        : Vector256.Create(a[1], b[1], a[3], b[3]);

    /// <summary>Computes one tile: to = from + A·B, where from may be one row for all (a stride of 0).</summary>
    private static void Multiply(
        in Operand a, in Operand b, double* from, long fromStride, double* to, long toStride, int rows, int width, int height)
    {
        switch (rows, width)
        {
            case (8, 16):
                Tile8x16(a.Data, a.Stride, a.InnerStride, b.Data, b.InnerStride, from, fromStride, to, toStride, height);
                break;
            case (8, 8):
                Tile8x8(a.Data, a.Stride, a.InnerStride, b.Data, b.InnerStride, from, fromStride, to, toStride, height);
                break;
            case (2, 16):
                Tile2x16(a.Data, a.Stride, a.InnerStride, b.Data, b.InnerStride, from, fromStride, to, toStride, height);
                break;
            default:
                Tile1(a.Data, a.InnerStride, b.Data, b.InnerStride, from, to, width, height);
                break;
        }
    }

    [MethodImpl(Alone)]
    private static void Tile8x16(
        double* a, long stride, long inner, double* b, long innerB, double* from, long fromStride, double* to, long toStride, int height)
    {
        var s00 = Vector512.Load(from);
        var s01 = Vector512.Load(from + 8);
        var s10 = Vector512.Load(from + fromStride);
        var s11 = Vector512.Load(from + fromStride + 8);
        var s20 = Vector512.Load(from + (2 * fromStride));
        var s21 = Vector512.Load(from + (2 * fromStride) + 8);
        var s30 = Vector512.Load(from + (3 * fromStride));
        var s31 = Vector512.Load(from + (3 * fromStride) + 8);
        var s40 = Vector512.Load(from + (4 * fromStride));
        var s41 = Vector512.Load(from + (4 * fromStride) + 8);
        var s50 = Vector512.Load(from + (5 * fromStride));
        var s51 = Vector512.Load(from + (5 * fromStride) + 8);
        var s60 = Vector512.Load(from + (6 * fromStride));
        var s61 = Vector512.Load(from + (6 * fromStride) + 8);
        var s70 = Vector512.Load(from + (7 * fromStride));
        var s71 = Vector512.Load(from + (7 * fromStride) + 8);
        var lower = a + (4 * stride);
        var thrice = 3 * stride;
        for (var i = 0; i < height; i++)
        {
            Prefetch(b + Columns); // of a panel that was not copied, the next one's
            var left = Vector512.Load(b);
            var right = Vector512.Load(b + 8);
            var x = Vector512.Create(a[0]);
            s00 = Vector512.FusedMultiplyAdd(x, left, s00);
            s01 = Vector512.FusedMultiplyAdd(x, right, s01);
            x = Vector512.Create(a[stride]);
            s10 = Vector512.FusedMultiplyAdd(x, left, s10);
            s11 = Vector512.FusedMultiplyAdd(x, right, s11);
            x = Vector512.Create(a[2 * stride]);
            s20 = Vector512.FusedMultiplyAdd(x, left, s20);
            s21 = Vector512.FusedMultiplyAdd(x, right, s21);
            x = Vector512.Create(a[thrice]);
            s30 = Vector512.FusedMultiplyAdd(x, left, s30);
            s31 = Vector512.FusedMultiplyAdd(x, right, s31);
            x = Vector512.Create(lower[0]);
            s40 = Vector512.FusedMultiplyAdd(x, left, s40);
            s41 = Vector512.FusedMultiplyAdd(x, right, s41);
            x = Vector512.Create(lower[stride]);
            s50 = Vector512.FusedMultiplyAdd(x, left, s50);
            s51 = Vector512.FusedMultiplyAdd(x, right, s51);
            x = Vector512.Create(lower[2 * stride]);
            s60 = Vector512.FusedMultiplyAdd(x, left, s60);
            s61 = Vector512.FusedMultiplyAdd(x, right, s61);
            x = Vector512.Create(lower[thrice]);
            s70 = Vector512.FusedMultiplyAdd(x, left, s70);
            s71 = Vector512.FusedMultiplyAdd(x, right, s71);
            a += inner;
            lower += inner;
            b += innerB;
        }

        s00.Store(to);
        s01.Store(to + 8);
        s10.Store(to + toStride);
        s11.Store(to + toStride + 8);
        s20.Store(to + (2 * toStride));
        s21.Store(to + (2 * toStride) + 8);
        s30.Store(to + (3 * toStride));
        s31.Store(to + (3 * toStride) + 8);
        s40.Store(to + (4 * toStride));
        s41.Store(to + (4 * toStride) + 8);
        s50.Store(to + (5 * toStride));
        s51.Store(to + (5 * toStride) + 8);
        s60.Store(to + (6 * toStride));
        s61.Store(to + (6 * toStride) + 8);
        s70.Store(to + (7 * toStride));
        s71.Store(to + (7 * toStride) + 8);
    }

    [MethodImpl(Alone)]
    private static void Tile8x8(
        double* a, long stride, long inner, double* b, long innerB, double* from, long fromStride, double* to, long toStride, int height)
    {
        var s00 = Vector512.Load(from);
        var s10 = Vector512.Load(from + fromStride);
        var s20 = Vector512.Load(from + (2 * fromStride));
        var s30 = Vector512.Load(from + (3 * fromStride));
        var s40 = Vector512.Load(from + (4 * fromStride));
        var s50 = Vector512.Load(from + (5 * fromStride));
        var s60 = Vector512.Load(from + (6 * fromStride));
        var s70 = Vector512.Load(from + (7 * fromStride));
        var lower = a + (4 * stride);
        var thrice = 3 * stride;
        for (var i = 0; i < height; i++)
        {
            var left = Vector512.Load(b);
            var x = Vector512.Create(a[0]);
            s00 = Vector512.FusedMultiplyAdd(x, left, s00);
            x = Vector512.Create(a[stride]);
            s10 = Vector512.FusedMultiplyAdd(x, left, s10);
            x = Vector512.Create(a[2 * stride]);
            s20 = Vector512.FusedMultiplyAdd(x, left, s20);
            x = Vector512.Create(a[thrice]);
            s30 = Vector512.FusedMultiplyAdd(x, left, s30);
            x = Vector512.Create(lower[0]);
            s40 = Vector512.FusedMultiplyAdd(x, left, s40);
            x = Vector512.Create(lower[stride]);
            s50 = Vector512.FusedMultiplyAdd(x, left, s50);
            x = Vector512.Create(lower[2 * stride]);
            s60 = Vector512.FusedMultiplyAdd(x, left, s60);
            x = Vector512.Create(lower[thrice]);
            s70 = Vector512.FusedMultiplyAdd(x, left, s70);
            a += inner;
            lower += inner;
            b += innerB;
        }

        s00.Store(to);
        s10.Store(to + toStride);
        s20.Store(to + (2 * toStride));
        s30.Store(to + (3 * toStride));
        s40.Store(to + (4 * toStride));
        s50.Store(to + (5 * toStride));
        s60.Store(to + (6 * toStride));
        s70.Store(to + (7 * toStride));
    }

    /// <summary>Two rows of vectors of 256 bits: eight sums, half of AVX2's registers.</summary>
    [MethodImpl(Alone)]
    private static void Tile2x16(
        double* a, long stride, long inner, double* b, long innerB, double* from, long fromStride, double* to, long toStride, int height)
    {
        var s00 = Vector256.Load(from);
        var s01 = Vector256.Load(from + 4);
        var s02 = Vector256.Load(from + 8);
        var s03 = Vector256.Load(from + 12);
        var s10 = Vector256.Load(from + fromStride);
        var s11 = Vector256.Load(from + fromStride + 4);
        var s12 = Vector256.Load(from + fromStride + 8);
        var s13 = Vector256.Load(from + fromStride + 12);
        for (var i = 0; i < height; i++)
        {
            var (x0, x1) = (Vector256.Create(a[0]), Vector256.Create(a[stride]));
            var (b0, b1, b2, b3) = (Vector256.Load(b), Vector256.Load(b + 4), Vector256.Load(b + 8), Vector256.Load(b + 12));
            s00 = Vector256.FusedMultiplyAdd(x0, b0, s00);
            s01 = Vector256.FusedMultiplyAdd(x0, b1, s01);
            s02 = Vector256.FusedMultiplyAdd(x0, b2, s02);
            s03 = Vector256.FusedMultiplyAdd(x0, b3, s03);
            s10 = Vector256.FusedMultiplyAdd(x1, b0, s10);
            s11 = Vector256.FusedMultiplyAdd(x1, b1, s11);
            s12 = Vector256.FusedMultiplyAdd(x1, b2, s12);
            s13 = Vector256.FusedMultiplyAdd(x1, b3, s13);
            a += inner;
            b += innerB;
        }

        s00.Store(to);
        s01.Store(to + 4);
        s02.Store(to + 8);
        s03.Store(to + 12);
        s10.Store(to + toStride);
        s11.Store(to + toStride + 4);
        s12.Store(to + toStride + 8);
        s13.Store(to + toStride + 12);
    }

    /// <summary>One row of 8 or 16 columns.</summary>
    [MethodImpl(Alone)]
    private static void Tile1(double* a, long inner, double* b, long innerB, double* from, double* to, int width, int height)
    {
        var (s0, s1) = (Vector256.Load(from), Vector256.Load(from + 4));
        var (s2, s3) = width == Columns ? (Vector256.Load(from + 8), Vector256.Load(from + 12)) : default;
        for (var i = 0; i < height; i++)
        {
            var x = Vector256.Create(*a);
            s0 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b), s0);
            s1 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b + 4), s1);
            if (width == Columns)
            {
                s2 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b + 8), s2);
                s3 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b + 12), s3);
            }

            a += inner;
            b += innerB;
        }

        s0.Store(to);
        s1.Store(to + 4);
        if (width == Columns)
        {
            s2.Store(to + 8);
            s3.Store(to + 12);
        }
    }
}
