using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Kernels;

/// <summary>A·Bᵀ by dot products: both are read along the inner extent, and nothing is copied.</summary>
internal static unsafe class DotProducts
{
    /// <summary>How many rows of A and of B meet at once, so that each that is read is used four times.</summary>
    private const int Side = 4;

    /// <summary>Computes some rows of C, a few columns at a time: B is read once, and A, which has few rows, for each of them.</summary>
    public static void Multiply(in Operand a, in Operand b, in Result c, int rows)
    {
        for (var j = 0; j < c.N; j += Side)
        {
            for (var i = 0; i < rows; i += Side)
            {
                if (Tiles.UseVector512 && i + Side <= rows && j + Side <= c.N)
                {
                    Multiply4x4(a.At(i, 0), b.At(j, 0), c.At(i, j));
                }
                else
                {
                    MultiplyRest(a.At(i, 0), b.At(j, 0), c.At(i, j), Math.Min(Side, rows - i), Math.Min(Side, c.N - j));
                }
            }
        }
    }

    /// <summary>Computes some rows of C's one column, where B lies in one piece.</summary>
    public static void MultiplyColumn(in Operand a, double* column, in Result c, int rows)
    {
        var i = 0;
        for (; Tiles.UseVector512 && i <= rows - Side; i += Side)
        {
            MultiplyColumn4(a.At(i, 0), column, c.At(i, 0));
        }

        for (; i < rows; i++)
        {
            Set(c, i, 0, TensorPrimitives.Dot(new ReadOnlySpan<double>(a.At(i, 0).Data, c.K), new ReadOnlySpan<double>(column, c.K)));
        }
    }

    [MethodImpl(Tiles.Alone)]
    private static void MultiplyColumn4(in Operand a, double* column, in Result c)
    {
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
        double* a0 = a.Data, a1 = a0 + a.Stride, a2 = a1 + a.Stride, a3 = a2 + a.Stride;
        var inner = 0;
        for (; inner <= c.K - 8; inner += 8)
        {
            var y = Vector512.Load(column + inner);
            s0 = Vector512.FusedMultiplyAdd(Vector512.Load(a0 + inner), y, s0);
            s1 = Vector512.FusedMultiplyAdd(Vector512.Load(a1 + inner), y, s1);
            s2 = Vector512.FusedMultiplyAdd(Vector512.Load(a2 + inner), y, s2);
            s3 = Vector512.FusedMultiplyAdd(Vector512.Load(a3 + inner), y, s3);
        }

        double r0 = Vector512.Sum(s0), r1 = Vector512.Sum(s1), r2 = Vector512.Sum(s2), r3 = Vector512.Sum(s3);
        for (; inner < c.K; inner++)
        {
            r0 += a0[inner] * column[inner];
            r1 += a1[inner] * column[inner];
            r2 += a2[inner] * column[inner];
            r3 += a3[inner] * column[inner];
        }

        Set(c, 0, 0, r0);
        Set(c, 1, 0, r1);
        Set(c, 2, 0, r2);
        Set(c, 3, 0, r3);
    }

    private static void MultiplyRest(in Operand a, in Operand b, in Result c, int rows, int columns)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                ReadOnlySpan<double> left = new(a.At(i, 0).Data, c.K), right = new(b.At(j, 0).Data, c.K);
                Set(c, i, j, TensorPrimitives.Dot(left, right));
            }
        }
    }

    [MethodImpl(Tiles.Alone)]
    private static void Multiply4x4(in Operand a, in Operand b, in Result c)
    {
        Vector512<double> s00 = default, s01 = default, s02 = default, s03 = default,
            s10 = default, s11 = default, s12 = default, s13 = default,
            s20 = default, s21 = default, s22 = default, s23 = default,
            s30 = default, s31 = default, s32 = default, s33 = default;
        double* a0 = a.Data, a1 = a0 + a.Stride, a2 = a1 + a.Stride, a3 = a2 + a.Stride,
            b0 = b.Data, b1 = b0 + b.Stride, b2 = b1 + b.Stride, b3 = b2 + b.Stride;
        var inner = 0;
        for (; inner <= c.K - 8; inner += 8)
        {
            var (y0, y1, y2, y3) = (Vector512.Load(b0 + inner), Vector512.Load(b1 + inner), Vector512.Load(b2 + inner), Vector512.Load(b3 + inner));
            var x = Vector512.Load(a0 + inner);
            s00 = Vector512.FusedMultiplyAdd(x, y0, s00);
            s01 = Vector512.FusedMultiplyAdd(x, y1, s01);
            s02 = Vector512.FusedMultiplyAdd(x, y2, s02);
            s03 = Vector512.FusedMultiplyAdd(x, y3, s03);
            x = Vector512.Load(a1 + inner);
            s10 = Vector512.FusedMultiplyAdd(x, y0, s10);
            s11 = Vector512.FusedMultiplyAdd(x, y1, s11);
            s12 = Vector512.FusedMultiplyAdd(x, y2, s12);
            s13 = Vector512.FusedMultiplyAdd(x, y3, s13);
            x = Vector512.Load(a2 + inner);
            s20 = Vector512.FusedMultiplyAdd(x, y0, s20);
            s21 = Vector512.FusedMultiplyAdd(x, y1, s21);
            s22 = Vector512.FusedMultiplyAdd(x, y2, s22);
            s23 = Vector512.FusedMultiplyAdd(x, y3, s23);
            x = Vector512.Load(a3 + inner);
            s30 = Vector512.FusedMultiplyAdd(x, y0, s30);
            s31 = Vector512.FusedMultiplyAdd(x, y1, s31);
            s32 = Vector512.FusedMultiplyAdd(x, y2, s32);
            s33 = Vector512.FusedMultiplyAdd(x, y3, s33);
        }

        Finish(a, b, c, 0, inner, s00, s01, s02, s03);
        Finish(a, b, c, 1, inner, s10, s11, s12, s13);
        Finish(a, b, c, 2, inner, s20, s21, s22, s23);
        Finish(a, b, c, 3, inner, s30, s31, s32, s33);
    }

    /// <summary>Four elements of a row: the sums of the vectors, and what is left of the inner extent.</summary>
    private static void Finish(
        in Operand a, in Operand b, in Result c, int i, int inner, Vector512<double> s0, Vector512<double> s1, Vector512<double> s2, Vector512<double> s3)
    {
        Set(c, i, 0, Vector512.Sum(s0) + Rest(a.At(i, inner), b.At(0, inner), c.K - inner));
        Set(c, i, 1, Vector512.Sum(s1) + Rest(a.At(i, inner), b.At(1, inner), c.K - inner));
        Set(c, i, 2, Vector512.Sum(s2) + Rest(a.At(i, inner), b.At(2, inner), c.K - inner));
        Set(c, i, 3, Vector512.Sum(s3) + Rest(a.At(i, inner), b.At(3, inner), c.K - inner));
    }

    private static double Rest(in Operand a, in Operand b, int length)
    {
        var sum = 0.0;
        for (var i = 0; i < length; i++)
        {
            sum += a.Data[i] * b.Data[i];
        }

        return sum;
    }

    private static void Set(in Result c, int i, int j, double product) =>
        c.At(i, j).Data[0] = c.Row is null ? product : c.Row[j] + product;
}
