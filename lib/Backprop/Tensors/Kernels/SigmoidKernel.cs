using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Kernels;

/// <summary>σ(x) and tanh x with their pullbacks, all made of t = e^−|x| or e^−2|x|, so that nothing overflows and nothing cancels.</summary>
/// <remarks>
/// σ(x) = 1/(1 + t) for x ≥ 0, else t/(1 + t); where y = σ(x) is near 1, 1 − y is computed as t·y. tanh |x| = (1 − t)/(1 + t), in which 1 − t comes from
/// e^−a − 1, and 1 − y² = t·(1 + |y|)². All within 4 ulp over the whole range; −0, subnormal numbers, infinities and NaN included.
/// The derivatives need t, and so x: of an output that was rounded to 1, 1 − y is 0, and the gradient would be lost.
/// </remarks>
internal static class SigmoidKernel
{
    /// <summary>Up to here 1 − y keeps all but three bits of y's; most are below, and then no power of e is needed.</summary>
    private const double NearOne = 0.875;

    /// <summary>y = σ(x).</summary>
    public static void Sigmoid(ReadOnlySpan<double> x, Span<double> y) => VectorLoops.Map<Logistic>(x, y);

    /// <summary>g·y·(1 − y) with y = σ(x): the sigmoid's pullback in one pass.</summary>
    public static void Pullback(ReadOnlySpan<double> g, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result) =>
        VectorLoops.Zip<LogisticPullback>(g, x, y, result);

    /// <summary>y = tanh x.</summary>
    public static void Tanh(ReadOnlySpan<double> x, Span<double> y) => VectorLoops.Map<HyperbolicTangent>(x, y);

    /// <summary>g·(1 − y²) with y = tanh x.</summary>
    public static void TanhPullback(ReadOnlySpan<double> g, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result) =>
        VectorLoops.Zip<HyperbolicTangentPullback>(g, x, y, result);

    private readonly struct Logistic : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x)
        {
            var t = Exponential.OfNegative(Vector512.Abs(x));
            var numerator = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), t, Vector512<double>.One);
            return numerator / (Vector512<double>.One + t);
        }
    }

    private readonly struct LogisticPullback : IFunctionOfThree
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> g, Vector512<double> x, Vector512<double> y)
        {
            var slope = y * (Vector512<double>.One - y);
            var isNearOne = Vector512.GreaterThan(y, Vector512.Create(NearOne));
            return isNearOne == Vector512<double>.Zero
                ? g * slope
                : g * Vector512.ConditionalSelect(isNearOne, Exponential.OfNegative(x) * (y * y), slope);
        }
    }

    private readonly struct HyperbolicTangent : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> x)
        {
            var t = Exponential.OfNegativeMinusOne(Vector512.Abs(x + x));
            return Vector512.CopySign(t / (Vector512.Create(2.0) + t), x);
        }
    }

    private readonly struct HyperbolicTangentPullback : IFunctionOfThree
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> g, Vector512<double> x, Vector512<double> y)
        {
            var sum = Vector512<double>.One + Vector512.Abs(y);
            return g * (Exponential.OfNegative(Vector512.Abs(x + x)) * (sum * sum));
        }
    }
}
