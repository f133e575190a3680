using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Kernels;

/// <summary>A function of one number, for eight numbers at once.</summary>
internal interface IFunction
{
    public static abstract Vector512<double> Of(Vector512<double> x);
}

/// <summary>A function of two numbers, for eight of each at once.</summary>
internal interface IFunctionOfTwo
{
    public static abstract Vector512<double> Of(Vector512<double> a, Vector512<double> b);
}

/// <summary>A function of three numbers, for eight of each at once.</summary>
internal interface IFunctionOfThree
{
    public static abstract Vector512<double> Of(Vector512<double> a, Vector512<double> b, Vector512<double> c);
}

/// <summary>
/// Applies functions to all elements. What is left over at the end goes through the same function, so a result does not depend on
/// the element's place; on a processor without vectors of 512 bits the runtime makes two or four of each.
/// </summary>
/// <remarks>Compiled at once and in full: code this hot must not depend on what the runtime happens to inline.</remarks>
internal static unsafe class VectorLoops
{
    private const int Width = 8;

    /// <summary>y = f(x); both may be the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TFunction>(ReadOnlySpan<double> x, Span<double> y)
        where TFunction : struct, IFunction
    {
        fixed (double* from = x, to = y)
        {
            var i = 0;
            for (; i <= y.Length - Width; i += Width)
            {
                TFunction.Of(Vector512.Load(from + i)).Store(to + i);
            }

            if (i < y.Length)
            {
                var rest = stackalloc double[Width];
                x[i..].CopyTo(new Span<double>(rest, Width));
                TFunction.Of(Vector512.Load(rest)).Store(rest);
                new ReadOnlySpan<double>(rest, y.Length - i).CopyTo(y[i..]);
            }
        }
    }

    /// <summary>y = f(a, b); y may be one of the two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Zip<TFunction>(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
        where TFunction : struct, IFunctionOfTwo
    {
        fixed (double* fromA = a, fromB = b, to = y)
        {
            var i = 0;
            for (; i <= y.Length - Width; i += Width)
            {
                TFunction.Of(Vector512.Load(fromA + i), Vector512.Load(fromB + i)).Store(to + i);
            }

            if (i < y.Length)
            {
                var rest = stackalloc double[2 * Width];
                a[i..].CopyTo(new Span<double>(rest, Width));
                b[i..].CopyTo(new Span<double>(rest + Width, Width));
                TFunction.Of(Vector512.Load(rest), Vector512.Load(rest + Width)).Store(rest);
                new ReadOnlySpan<double>(rest, y.Length - i).CopyTo(y[i..]);
            }
        }
    }

    /// <summary>y = f(a, b, c); y may be one of the three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Zip<TFunction>(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> y)
        where TFunction : struct, IFunctionOfThree
    {
        fixed (double* fromA = a, fromB = b, fromC = c, to = y)
        {
            var i = 0;
            for (; i <= y.Length - Width; i += Width)
            {
                TFunction.Of(Vector512.Load(fromA + i), Vector512.Load(fromB + i), Vector512.Load(fromC + i)).Store(to + i);
            }

            if (i < y.Length)
            {
                var rest = stackalloc double[3 * Width];
                a[i..].CopyTo(new Span<double>(rest, Width));
                b[i..].CopyTo(new Span<double>(rest + Width, Width));
                c[i..].CopyTo(new Span<double>(rest + (2 * Width), Width));
                TFunction.Of(Vector512.Load(rest), Vector512.Load(rest + Width), Vector512.Load(rest + (2 * Width))).Store(rest);
                new ReadOnlySpan<double>(rest, y.Length - i).CopyTo(y[i..]);
            }
        }
    }
}
