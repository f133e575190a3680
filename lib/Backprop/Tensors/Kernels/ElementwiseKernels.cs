using System.Numerics.Tensors;
using MathNet.Numerics;

namespace Backprop.Kernels;

/// <summary>Loops over elements that System.Numerics.Tensors does not have in one pass.</summary>
internal static class ElementwiseKernels
{
    /// <summary>x to the power p; the squares and reciprocals that formulas are full of take no logarithm.</summary>
    public static void Pow(ReadOnlySpan<double> x, double exponent, Span<double> result)
    {
        switch (exponent)
        {
            case 1:
                x.CopyTo(result);
                break;
            case 2:
                TensorPrimitives.Multiply(x, x, result);
                break;
            case -1:
                TensorPrimitives.Divide(1, x, result);
                break;
            default:
                TensorPrimitives.Pow(x, exponent, result);
                break;
        }
    }

    /// <summary>ln(1 + eˣ) as max(x, 0) + ln(1 + e^−|x|), in which nothing overflows.</summary>
    public static void Softplus(ReadOnlySpan<double> x, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Math.Max(x[i], 0) + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(x[i])));
        }
    }

    /// <summary>The value where the condition is not 0, else x.</summary>
    public static void Fill(ReadOnlySpan<double> x, ReadOnlySpan<double> condition, double value, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = condition[i] != 0 ? value : x[i];
        }
    }

    /// <summary>a where the condition is not 0, else b.</summary>
    public static void Where(
        ReadOnlySpan<double> condition, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = condition[i] != 0 ? a[i] : b[i];
        }
    }
}
