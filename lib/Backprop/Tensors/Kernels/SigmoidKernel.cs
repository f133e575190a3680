using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Kernels;

/// <summary>σ(x) and its pullback.</summary>
internal static unsafe class SigmoidKernel
{
    private const int Width = 8;

    /// <summary>
    /// σ(x) = 1/(1 + e^−|x|) for x ≥ 0, and e^−|x| times that for x &lt; 0: nothing overflows. Within 4 ulp; 0 below −708.39.
    /// </summary>
    /// <remarks>Compiled at once and in full: code this hot must not depend on what the runtime happens to inline.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sigmoid(ReadOnlySpan<double> x, Span<double> y)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            TensorPrimitives.Sigmoid(x, y);
            return;
        }

        fixed (double* from = x, to = y)
        {
            var i = 0;
            for (; i <= x.Length - Width; i += Width)
            {
                Sigmoid(Vector512.Load(from + i)).Store(to + i);
            }

            if (i < x.Length)
            {
                var rest = stackalloc double[Width];
                x[i..].CopyTo(new Span<double>(rest, Width));
                Sigmoid(Vector512.Load(rest)).Store(rest);
                new ReadOnlySpan<double>(rest, x.Length - i).CopyTo(y[i..]);
            }
        }
    }

    /// <summary>g·y·(1 − y), element by element: the sigmoid's pullback in one pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pullback(ReadOnlySpan<double> g, ReadOnlySpan<double> y, Span<double> result)
    {
        fixed (double* upstream = g, output = y, to = result)
        {
            var i = 0;
            for (; i <= result.Length - Width; i += Width)
            {
                var value = Vector512.Load(output + i);
                (Vector512.Load(upstream + i) * (value * (Vector512<double>.One - value))).Store(to + i);
            }

            for (; i < result.Length; i++)
            {
                to[i] = upstream[i] * (output[i] * (1 - output[i]));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Sigmoid(Vector512<double> x)
    {
        var power = Exponential.OfNegative(Vector512.Abs(x));
        var numerator = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), power, Vector512<double>.One);
        return numerator / (Vector512<double>.One + power);
    }
}
