using Backprop.Kernels;
using CsCheck;

namespace Backprop.Tests.Tensors.Kernels;

/// <summary>Functions near 0, where their formulas lose digits, beside the first terms of their series.</summary>
public class SpecialFunctionKernelsTests
{
    /// <summary>Numbers of either sign from 10⁻³⁰⁰ to 10⁻⁵; the terms of the series that are left out are below their last digit.</summary>
    private static readonly Gen<double> Small =
        from exponent in Gen.Double[-300, -5] from sign in Gen.Bool select Math.Pow(10, exponent) * (sign ? -1 : 1);

    [Fact]
    public void Near_zero_the_exponential_less_one_is_good_to_four_ulp() => Small.Sample(x =>
        Close(x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4)))))), Of(SpecialFunctionKernels.Expm1, x)));

    [Fact]
    public void Near_zero_the_logarithm_of_one_more_is_good_to_four_ulp() => Small.Sample(x =>
        Close(x * (1 - (x * (0.5 - (x * ((1.0 / 3) - (x / 4)))))), Of(SpecialFunctionKernels.Log1p, x)));

    [Fact]
    public void Near_zero_the_error_function_is_good_to_four_ulp() => Small.Sample(x =>
        Close(2 / Math.Sqrt(Math.PI) * x * (1 - (x * x / 3)), Of(SpecialFunctionKernels.Erf, x)));

    [Fact]
    public void Far_from_zero_they_are_their_formulas()
    {
        Assert.Equal(Math.Exp(2) - 1, Of(SpecialFunctionKernels.Expm1, 2), 1e-14);
        Assert.Equal(-1, Of(SpecialFunctionKernels.Expm1, -50));
        Assert.Equal(Math.Exp(700), Of(SpecialFunctionKernels.Expm1, 700), 1e-12 * Math.Exp(700));
        Assert.Equal(Math.Log(1e300), Of(SpecialFunctionKernels.Log1p, 1e300), 1e-12);
        Assert.Equal(1, Of(SpecialFunctionKernels.Erf, 6));
    }

    [Fact]
    public void What_is_no_ordinary_number_has_its_limit()
    {
        const double Infinity = double.PositiveInfinity;
        Assert.Equal([Infinity, -1, double.NaN], Of(SpecialFunctionKernels.Expm1, Infinity, -Infinity, double.NaN));
        Assert.Equal([Infinity, -Infinity, double.NaN, double.NaN], Of(SpecialFunctionKernels.Log1p, Infinity, -1, -2, double.NaN));
        Assert.Equal([1, -1, double.NaN], Of(SpecialFunctionKernels.Erf, Infinity, -Infinity, double.NaN));
    }

    [Fact]
    public void The_smallest_numbers_and_the_sign_of_zero_are_kept()
    {
        foreach (var kernel in new Kernel[] { SpecialFunctionKernels.Expm1, SpecialFunctionKernels.Log1p, SpecialFunctionKernels.Erf })
        {
            Assert.Equal([double.Epsilon, -double.Epsilon], Of(kernel, double.Epsilon, -double.Epsilon));
            Assert.Equal([false, true], Of(kernel, 0, -0.0).Select(double.IsNegative));
        }
    }

    private delegate void Kernel(ReadOnlySpan<double> x, Span<double> y);

    private static double[] Of(Kernel kernel, params double[] x)
    {
        var y = new double[x.Length];
        kernel(x, y);
        return y;
    }

    private static double Of(Kernel kernel, double x) => Of(kernel, [x])[0];

    private static void Close(double expected, double found) =>
        Assert.InRange(Math.Abs(found - expected), 0, 4 * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)));
}
