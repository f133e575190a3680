using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics;

namespace Backprop.Kernels;

/// <summary>x·Φ(x), Φ being the standard normal distribution's probability of a number up to x, and its pullback.</summary>
/// <remarks>
/// Φ(−z√2) = erfc(z)/2, and erfc(z) = t·exp(−z² + p(t)) with t = 2/(2 + z): the logarithm of what is left is smooth, and p is
/// its polynomial through Chebyshev's nodes in 2t − 1. The form is that of Numerical Recipes (Press et al., 2007, section 6.2);
/// the coefficients were computed anew. Within 10⁻¹⁵ of Φ for |x| ≤ 5.
/// </remarks>
internal static unsafe class NormalKernel
{
    private const int Width = 8;

    private static readonly double[] Coefficients =
    [
        4.06088214696972e-09,
        -1.5867042924138042e-09,
        -3.9171820510271855e-08,
        3.972203547273795e-08,
        1.5334345920908177e-07,
        -3.168341367694147e-07,
        -1.6849800720653297e-07,
        1.3267813608518889e-06,
        -1.27231190486887e-06,
        -3.007645434410669e-06,
        8.562623420121286e-06,
        1.699233231227702e-07,
        -3.0187884551394243e-05,
        3.173310599377061e-05,
        7.14010141275703e-05,
        -0.00017429984933155644,
        -9.37350311709817e-05,
        0.0006736782697069831,
        -0.00014624686337800336,
        -0.002345812444802156,
        0.001758933557799016,
        0.008824938553738764,
        -0.009872689366389959,
        -0.046895610231083025,
        0.04734330684190443,
        0.672643223977656,
        -0.6717940840566923,
    ];

    /// <summary>y = x·Φ(x).</summary>
    public static void Gelu(ReadOnlySpan<double> x, Span<double> y)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            fixed (double* from = x, to = y, coefficients = Coefficients)
            {
                for (; i <= x.Length - Width; i += Width)
                {
                    var v = Vector512.Load(from + i);
                    (v * Probability(v, coefficients)).Store(to + i);
                }
            }
        }

        for (; i < x.Length; i++)
        {
            y[i] = x[i] * Probability(x[i]);
        }
    }

    /// <summary>g·(Φ(x) + x·φ(x)), with the density φ(x) = e^(−x²/2)/√2π.</summary>
    public static void GeluPullback(ReadOnlySpan<double> g, ReadOnlySpan<double> x, Span<double> result)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            fixed (double* upstream = g, from = x, to = result, coefficients = Coefficients)
            {
                for (; i <= result.Length - Width; i += Width)
                {
                    var v = Vector512.Load(from + i);
                    var density = Exponential.OfNegative(v * v * Vector512.Create(0.5)) * Vector512.Create(1 / Math.Sqrt(2 * Math.PI));
                    (Vector512.Load(upstream + i) * (Probability(v, coefficients) + (v * density))).Store(to + i);
                }
            }
        }

        for (; i < result.Length; i++)
        {
            result[i] = g[i] * (Probability(x[i]) + (x[i] * Math.Exp(-x[i] * x[i] / 2) / Math.Sqrt(2 * Math.PI)));
        }
    }

    private static double Probability(double x) => SpecialFunctions.Erfc(-x / Math.Sqrt(2)) / 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Probability(Vector512<double> x, double* coefficients)
    {
        var z = Vector512.Abs(x) * Vector512.Create(Math.Sqrt(0.5));
        var t = Vector512.Create(2.0) / (Vector512.Create(2.0) + z);
        var u = (t + t) - Vector512<double>.One;
        var p = Vector512.Create(coefficients[0]);
        for (var i = 1; i < Coefficients.Length; i++)
        {
            p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(coefficients[i]));
        }

        var tail = Vector512.Create(0.5) * t * Exponential.OfNegative((z * z) - p);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<double>.Zero), tail, Vector512<double>.One - tail);
    }
}
