using MathNet.Numerics;

namespace Backprop.Kernels;

/// <summary>Functions that are computed badly by their formula where x is near 0; all keep the sign of 0.</summary>
/// <remarks>
/// erf is MathNet's, within 4 units in the last place of the true value. Its exponential is wrong in the ninth digit for small
/// negative numbers, and .NET's own ExpM1 and LogP1 compute the formula as it stands.
/// </remarks>
internal static class SpecialFunctionKernels
{
    /// <summary>erf x = 2/√π · ∫ e^(−t²) dt from 0 to x.</summary>
    public static void Erf(ReadOnlySpan<double> x, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Math.CopySign(SpecialFunctions.Erf(x[i]), x[i]);
        }
    }

    /// <summary>ln(1 + x).</summary>
    public static void Log1p(ReadOnlySpan<double> x, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Log1p(x[i]);
        }
    }

    /// <summary>
    /// ln(1 + x). Of a small x the sum 1 + x keeps a few digits only, but ln u/(u − 1) hardly changes where u = 1 + x was rounded.
    /// Within 2 ulp.
    /// </summary>
    /// <remarks>Source: Kahan; see Goldberg, "What Every Computer Scientist Should Know About Floating-Point Arithmetic" (1991).</remarks>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 || double.IsInfinity(u) ? x : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>eˣ − 1.</summary>
    public static void Expm1(ReadOnlySpan<double> x, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Expm1(x[i]);
        }
    }

    /// <summary>
    /// (u − 1)·x/ln u with u = eˣ as it was rounded: the error of u − 1 and that of ln u cancel. Within 3 units in the last place.
    /// </summary>
    /// <remarks>Source: Kahan, in Higham, "Accuracy and Stability of Numerical Algorithms" (2002), section 1.14.1.</remarks>
    private static double Expm1(double x)
    {
        var power = Math.Exp(x);
        if (power == 1)
        {
            return x;
        }

        return Math.Abs(x) < 1 ? (power - 1) * (x / Math.Log(power)) : power - 1;
    }
}
