using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Kernels;

/// <summary>x·Φ(x), Φ being the standard normal distribution's probability of a number up to x, and its pullback.</summary>
/// <remarks>
/// With a = |x| and z = a/√2, Φ(−a) = e^(−a²/2)·erfcx(z)/2, where erfcx(z) = e^(z²)·erfc(z) = t·P(11/16 − t) for t = 2/(2 + z) and the
/// polynomial P through Chebyshev's nodes, whose own error is 2·10⁻¹⁷. The form goes back to Numerical Recipes (Press et al., 2007,
/// section 6.2); here the power of e stands outside, and a² is taken in two parts, so that x·Φ(x) is good to 4 ulp down to the
/// last subnormal number. The slope Φ(x) + x·φ(x), with the density φ(x) = e^(−x²/2)/√2π, is good to 8 ulp of its larger term.
/// </remarks>
internal static class NormalKernel
{
    /// <summary>From here on Φ(−a) is 0, and larger numbers are taken for this one.</summary>
    private const double Largest = 40;

    /// <summary>P's, the highest first; in the assembly itself, so that the loop need not ask whether they are there.</summary>
    private static ReadOnlySpan<double> Coefficients =>
    [
        -0.04976521150872348,
        0.16090647103060265,
        -0.16021747943495415,
        0.011474338612411627,
        0.05526200246989766,
        -0.020384158117427397,
        0.006738798834368312,
        0.011645257991895168,
        -0.007648092003038677,
        -0.016423802661991053,
        -0.011729700778172923,
        0.005727559995320092,
        0.023863121719074717,
        0.02140502075303795,
        -0.009952595349585437,
        -0.044374249093917496,
        -0.03138627023212315,
        0.04448970607751111,
        0.09530555248034579,
        -0.017905453819964466,
        -0.21179597999388244,
        0.005455766541811544,
        0.5997993596039299,
        -0.9071091222461256,
        0.6600131319921851,
    ];

    /// <summary>y = x·Φ(x).</summary>
    public static void Gelu(ReadOnlySpan<double> x, Span<double> y) => VectorLoops.Map<GeluFunction>(x, y);

    /// <summary>g·(Φ(x) + x·φ(x)).</summary>
    public static void GeluPullback(ReadOnlySpan<double> g, ReadOnlySpan<double> x, Span<double> result) =>
        VectorLoops.Zip<GeluSlope>(g, x, result);

    /// <summary>|x|, but at most <see cref="Largest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Distance(Vector512<double> x)
    {
        var a = Vector512.Abs(x);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(a, Vector512.Create(Largest)), Vector512.Create(Largest), a);
    }

    /// <summary>e^(−a²/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Bell(Vector512<double> a)
    {
        var square = a * a;
        var rest = Vector512.FusedMultiplyAdd(a, a, -square);
        var power = Exponential.OfNegative(square * Vector512.Create(0.5));
        return Vector512.FusedMultiplyAdd(power, rest * Vector512.Create(-0.5), power);
    }

    /// <summary>erfcx(a/√2)/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Tail(Vector512<double> a)
    {
        var t = Vector512.Create(2.0) / Vector512.FusedMultiplyAdd(a, Vector512.Create(Math.Sqrt(0.5)), Vector512.Create(2.0));
        var u = Vector512.Create(0.6875) - t;
        var p = Vector512<double>.Zero;
        foreach (var coefficient in Coefficients)
        {
            p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(coefficient));
        }

        return Vector512.Create(0.5) * t * p;
    }

    private readonly struct GeluFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x)
        {
            var a = Distance(x);
            var tail = Tail(a);
            var bell = Bell(a);
            var negative = -(a * tail) * bell; // a rather than x, since ∞·0 would be NaN
            var positive = x * (Vector512<double>.One - (tail * bell));
            return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), negative, positive);
        }
    }

    private readonly struct GeluSlope : IFunctionOfTwo
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> g, Vector512<double> x)
        {
            var a = Distance(x);
            var slope = Vector512.FusedMultiplyAdd(a, Vector512.Create(-1 / Math.Sqrt(2 * Math.PI)), Tail(a)) * Bell(a);
            return g * Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), slope, Vector512<double>.One - slope);
        }
    }
}
