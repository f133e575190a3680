using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Kernels;

/// <summary>e^−a for a ≥ 0, eight at a time: what the sigmoid and the normal distribution are made of.</summary>
/// <remarks>
/// −a = n·ln 2 + r with |r| ≤ ln 2/2; e^r by a polynomial of degree 11 through Chebyshev's nodes, whose own error is 10⁻¹⁷; then
/// n goes into the exponent. ln 2 is taken in two parts, as in Cody and Waite, "Software Manual for the Elementary Functions"
/// (1980). Within 1 ulp; 0 from a = 708.39 on, where the result would be subnormal; NaN stays NaN.
/// </remarks>
internal static unsafe class Exponential
{
    private const int Width = 8;
    private const double Largest = 708.39;
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>Added to a small whole number it leaves the number, and the exponent's bias, in the lowest bits.</summary>
    private const double Shift = (1L << 52) + (1L << 51) + 1023;

    /// <summary>y = e^−a, element by element; both may be the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfNegative(ReadOnlySpan<double> a, Span<double> y)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            fixed (double* from = a, to = y)
            {
                for (; i <= a.Length - Width; i += Width)
                {
                    OfNegative(Vector512.Load(from + i)).Store(to + i);
                }
            }
        }

        for (; i < a.Length; i++)
        {
            y[i] = Math.Exp(-a[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfNegative(Vector512<double> a)
    {
        var isTiny = Vector512.GreaterThan(a, Vector512.Create(Largest));
        var x = Vector512.ConditionalSelect(isTiny, Vector512.Create(-Largest), -a);
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), Vector512.Create(Shift));
        var n = shifted - Vector512.Create(Shift);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r);
        var scale = Vector512.ShiftLeft(shifted.AsInt64(), 52).AsDouble();
        return Vector512.ConditionalSelect(isTiny, Vector512<double>.Zero, Polynomial(r) * scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Polynomial(Vector512<double> r)
    {
        var p = Vector512.Create(2.5110049204818658e-08);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.763265472252779e-07));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.755724088722987e-06));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(2.4801485441561313e-05));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.9841269890076403e-04));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.3888888952352863e-03));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(8.333333333319589e-03));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(4.166666666648795e-02));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.666666666666668e-01));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5000000000000019));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<double>.One);
        return Vector512.FusedMultiplyAdd(p, r, Vector512<double>.One);
    }
}
