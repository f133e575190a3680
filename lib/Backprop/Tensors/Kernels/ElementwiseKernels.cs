using System.Numerics.Tensors;

namespace Backprop.Kernels;

/// <summary>Loops over elements that System.Numerics.Tensors does not have in one pass.</summary>
internal static class ElementwiseKernels
{
    /// <summary>
    /// The sine, one number after the other: TensorPrimitives takes another way for a whole vector as soon as one of its numbers
    /// wants it, so that the last bit would depend on where the array happens to lie.
    /// </summary>
    public static void Sin(ReadOnlySpan<double> x, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Math.Sin(x[i]);
        }
    }

    /// <summary>The cosine, one number after the other, as <see cref="Sin"/>.</summary>
    public static void Cos(ReadOnlySpan<double> x, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Math.Cos(x[i]);
        }
    }

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

    /// <summary>ln(1 + eˣ) as max(x, 0) + ln(1 + e^−|x|), in which nothing overflows. Within 3 ulp.</summary>
    public static void Softplus(ReadOnlySpan<double> x, Span<double> result)
    {
        TensorPrimitives.Abs(x, result);
        Exponential.OfNegative(result, result);
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Math.Max(x[i], 0) + SpecialFunctionKernels.Log1p(result[i]);
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

    /// <summary>w·x, but 0 where w is 0.</summary>
    public static void Weighted(ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = w[i] == 0 ? 0 : w[i] * x[i];
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
