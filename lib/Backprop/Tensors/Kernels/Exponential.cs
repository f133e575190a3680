using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Backprop.Kernels;

/// <summary>e^−a and e^−a − 1 for a ≥ 0: what the sigmoid, tanh and the normal distribution are made of.</summary>
/// <remarks>
/// −a = n·ln 2 + r with |r| ≤ ln 2/2; e^r by a polynomial of degree 11 through Chebyshev's nodes, whose own error is 10⁻¹⁷; then
/// n goes into the exponent. ln 2 is taken in two parts, as in Cody and Waite, "Software Manual for the Elementary Functions"
/// (1980). e^−a is good to 1 ulp, subnormal results included, and e^−a − 1 to 2 ulp, however small a is; NaN stays NaN.
/// </remarks>
internal static class Exponential
{
    /// <summary>From here on e^−a is 0, and larger numbers are taken for this one.</summary>
    private const double Largest = 746;

    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>Added to a small number it leaves the nearest whole number in the lowest bits.</summary>
    private const double Shift = (1L << 52) + (1L << 51);

    /// <summary>y = e^−a, element by element; both may be the same.</summary>
    public static void OfNegative(ReadOnlySpan<double> a, Span<double> y) => VectorLoops.Map<PowerOfNegative>(a, y);

    /// <summary>e^−a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfNegative(Vector512<double> a)
    {
        var (n, r) = Reduce(a);
        return Scale(Vector512.FusedMultiplyAdd(Slope(r), r, Vector512<double>.One), n);
    }

    /// <summary>e^−a − 1 = 2ⁿ·(e^r − 1) + (2ⁿ − 1), in which nothing cancels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfNegativeMinusOne(Vector512<double> a)
    {
        var (n, r) = Reduce(a);
        var scale = Scale(Vector512<double>.One, n);
        return Vector512.FusedMultiplyAdd(scale, Slope(r) * r, scale - Vector512<double>.One);
    }

    /// <summary>The whole number n and the rest r of −a = n·ln 2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> N, Vector512<double> R) Reduce(Vector512<double> a)
    {
        var x = -Vector512.ConditionalSelect(Vector512.GreaterThan(a, Vector512.Create(Largest)), Vector512.Create(Largest), a);
        var n = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), Vector512.Create(Shift)) - Vector512.Create(Shift);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        return (n, Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r));
    }

    /// <summary>x·2ⁿ for a whole number n from −1076 to 0; two factors, since 2ⁿ alone may be subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Scale(Vector512<double> x, Vector512<double> n)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Scale(x, n);
        }

        var half = Vector512.FusedMultiplyAdd(n, Vector512.Create(0.5), Vector512.Create(Shift)) - Vector512.Create(Shift);
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>2ⁿ: the lowest bits of n + bias + Shift become the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> PowerOfTwo(Vector512<double> n) =>
        Vector512.ShiftLeft((n + Vector512.Create(Shift + 1023)).AsInt64(), 52).AsDouble();

    /// <summary>(e^r − 1)/r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Slope(Vector512<double> r)
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
        return Vector512.FusedMultiplyAdd(p, r, Vector512<double>.One);
    }

    private readonly struct PowerOfNegative : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x) => OfNegative(x);
    }
}
