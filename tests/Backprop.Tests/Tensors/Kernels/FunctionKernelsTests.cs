using Backprop.Kernels;
using CsCheck;
using MathNet.Numerics;

namespace Backprop.Tests.Tensors.Kernels;

/// <summary>Kernels of functions, each beside the plain loop that it stands for.</summary>
public class FunctionKernelsTests
{
    private delegate void UnaryFunction(ReadOnlySpan<double> x, Span<double> y);

    private static readonly Gen<double[]> Rows = Gen.Double[-40, 40].Array[0, 70];

    [Fact]
    public void The_sigmoid_is_good_to_four_ulp() => Gen.Double[-708, 708].Array[0, 70].Sample(x =>
    {
        var y = new double[x.Length];
        SigmoidKernel.Sigmoid(x, y);
        for (var i = 0; i < x.Length; i++)
        {
            var power = Math.Exp(-Math.Abs(x[i]));
            var expected = (x[i] < 0 ? power : 1) / (1 + power);
            Assert.InRange(Math.Abs(y[i] - expected), 0, 4 * Math.BitIncrement(expected) - (4 * expected));
        }
    });

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(1000, 1)]
    [InlineData(-1000, 0)]
    [InlineData(0, 0.5)]
    public void The_sigmoid_knows_what_is_no_number_and_what_is_far_out(double x, double expected)
    {
        var y = new double[9];
        SigmoidKernel.Sigmoid([.. Enumerable.Repeat(x, 9)], y); // eight at once, and one left over
        Assert.All(y, number => Assert.Equal(expected, number));
    }

    [Fact]
    public void The_pullbacks_of_the_sigmoid_and_of_tanh_are_their_formulas() => Rows.Sample(x =>
    {
        double[] g = [.. x.Select((_, i) => 1 + (0.1 * i))], y = new double[x.Length], found = new double[x.Length];
        SigmoidKernel.Sigmoid(x, y);
        SigmoidKernel.Pullback(g, x, y, found);
        Assert.All(found.Zip(g, y), one => Assert.Equal(one.Second * one.Third * (1 - one.Third), one.First, 1e-15 * one.Second));
        SigmoidKernel.Tanh(x, y);
        SigmoidKernel.TanhPullback(g, x, y, found);
        Assert.All(found.Zip(g, y), one => Assert.Equal(one.Second * (1 - (one.Third * one.Third)), one.First, 1e-15 * one.Second));
    });

    [Fact]
    public void What_is_empty_stays_empty()
    {
        Assert.Empty(Tensor.Zeros([0]).Sigmoid().ToArray());
        Assert.Empty(Tensor.Zeros([2, 0]).Tanh().ToArray());
        Assert.Empty(Tensor.Zeros([0]).Gelu().ToArray());
        Assert.Empty(Tensor.Zeros([0, 3]).Softplus().ToArray());
    }

    [Fact]
    public void A_result_does_not_depend_on_the_elements_place() => Rows.Sample(x =>
    {
        UnaryFunction[] functions = [SigmoidKernel.Sigmoid, SigmoidKernel.Tanh, NormalKernel.Gelu, ElementwiseKernels.Softplus];
        foreach (var function in functions)
        {
            var (whole, one) = (new double[x.Length], new double[1]);
            function(x, whole);
            for (var i = 0; i < x.Length; i++)
            {
                function(x.AsSpan(i, 1), one);
                Assert.Equal(one[0], whole[i]);
            }
        }
    });

    [Fact]
    public void The_power_of_e_is_good_to_two_ulp() => Gen.Double[0, 708].Array[0, 70].Sample(a =>
    {
        var y = new double[a.Length];
        Exponential.OfNegative(a, y);
        for (var i = 0; i < a.Length; i++)
        {
            var expected = Math.Exp(-a[i]);
            Assert.InRange(Math.Abs(y[i] - expected), 0, 2 * (Math.BitIncrement(expected) - expected));
        }
    });

    [Fact]
    public void Gelu_and_its_pullback_are_those_of_the_error_function() => Rows.Sample(x =>
    {
        double[] g = [.. x.Select((_, i) => 1 + (0.1 * i))], y = new double[x.Length], back = new double[x.Length];
        NormalKernel.Gelu(x, y);
        NormalKernel.GeluPullback(g, x, back);
        for (var i = 0; i < x.Length; i++)
        {
            var probability = SpecialFunctions.Erfc(-x[i] / Math.Sqrt(2)) / 2;
            var slope = probability + (x[i] * Math.Exp(-x[i] * x[i] / 2) / Math.Sqrt(2 * Math.PI));
            Assert.Equal(x[i] * probability, y[i], 1e-15 * (1 + Math.Abs(x[i])));
            Assert.Equal(g[i] * slope, back[i], 4e-15 * g[i] * (1 + Math.Abs(x[i])));
        }
    });

    [Fact]
    public void A_softmax_is_each_rows_powers_over_their_sum() => Matrices(70).Sample(matrix =>
    {
        var (x, columns) = matrix;
        var y = new double[x.Length];
        RowKernels.Softmax(x, y, columns);
        foreach (var (from, to) in x.Chunk(columns).Zip(y.Chunk(columns)))
        {
            var sum = from.Sum(each => Math.Exp(each - from.Max()));
            Assert.All(from.Zip(to), pair => Assert.Equal(Math.Exp(pair.First - from.Max()) / sum, pair.Second, 1e-14));
        }
    });

    [Fact]
    public void A_log_softmax_is_the_logarithm_of_each_rows_softmax() => Matrices(70).Sample(matrix =>
    {
        var (x, columns) = matrix;
        var y = new double[x.Length];
        RowKernels.LogSoftmax(x, y, columns);
        foreach (var (from, to) in x.Chunk(columns).Zip(y.Chunk(columns)))
        {
            var largest = from.Max();
            var all = largest + Math.Log(from.Sum(each => Math.Exp(each - largest)));
            Assert.All(from.Zip(to), pair => Assert.Equal(pair.First - all, pair.Second, 1e-13)); // 80 + ln 70, a few roundings
        }
    });

    [Theory]
    [InlineData(1e14, 1e14, -0.6931471805599453, -0.6931471805599453)] // −ln 2, as PyTorch has it
    [InlineData(-1e300, -1e300, -0.6931471805599453, -0.6931471805599453)]
    [InlineData(40, 0, -4.248354255291589e-18, -40)] // −ln(1 + e⁻⁴⁰)
    [InlineData(0, -740, -4.199558e-322, -740)] // a loss as small as a number can be
    [InlineData(1e308, -1e308, 0, double.NegativeInfinity)]
    public void A_log_softmax_keeps_what_large_numbers_and_small_shares_leave(double a, double b, double expectedA, double expectedB)
    {
        var rows = new Tensor([1, 2], [a, b]);
        foreach (var found in new[] { rows.LogSoftmax(1).ToArray(), rows.Transpose().LogSoftmax(0).ToArray() })
        {
            Assert.Equal(expectedA, found[0], 1e-15 * Math.Abs(expectedA) + double.Epsilon);
            Assert.Equal(expectedB, found[1], double.IsFinite(expectedB) ? 1e-15 * Math.Abs(expectedB) : 0);
        }
    }

    [Theory]
    [InlineData(double.NegativeInfinity, 1, double.NegativeInfinity, 0)] // all the probability is on the other
    [InlineData(double.PositiveInfinity, 1, double.NaN, double.NegativeInfinity)] // ∞ − ∞
    [InlineData(double.NaN, 1, double.NaN, double.NaN)]
    [InlineData(1000, -1000, 0, -2000)]
    public void A_log_softmax_knows_what_is_no_number_and_what_is_far_out(double a, double b, double expectedA, double expectedB)
    {
        var y = new double[2];
        RowKernels.LogSoftmax([a, b], y, 2);
        Assert.Equal([expectedA, expectedB], y);
    }

    [Fact]
    public void The_pullbacks_of_rows_are_their_formulas() => Matrices(70).Sample(matrix =>
    {
        var (x, columns) = matrix;
        double[] g = [.. x.Select((each, i) => Math.Cos(each + i))], y = new double[x.Length], found = new double[x.Length];

        RowKernels.Softmax(x, y, columns);
        RowKernels.SoftmaxPullback(g, y, found, columns);
        AssertRows(g, y, found, columns, (upstream, softmax, i) => softmax[i] * (upstream[i] - upstream.Zip(softmax, (a, b) => a * b).Sum()), 1e-14);

        RowKernels.Standardise(x, y, columns, 1);
        RowKernels.StandardisePullback(g, x, y, found, columns, 1);
        double[] s = [.. x.Chunk(columns).Select(row => Math.Sqrt(row.Average(each => (each - row.Average()) * (each - row.Average())) + 1))];
        found = [.. found.Select((each, i) => each * s[i / columns])];
        AssertRows(
            g, y, found, columns, (upstream, row, i) => upstream[i] - upstream.Average() - (row[i] * upstream.Zip(row, (a, b) => a * b).Average()), 1e-12);
    });

    [Fact]
    public void A_standardised_row_has_the_mean_0_and_nearly_the_variance_1() => Matrices(70).Sample(matrix =>
    {
        var (x, columns) = matrix;
        var y = new double[x.Length];
        RowKernels.Standardise(x, y, columns, 1e-5);
        foreach (var (from, to) in x.Chunk(columns).Zip(y.Chunk(columns)))
        {
            var mean = from.Average();
            var s = Math.Sqrt(from.Average(each => (each - mean) * (each - mean)) + 1e-5);
            Assert.All(from.Zip(to), pair => Assert.Equal((pair.First - mean) / s, pair.Second, 1e-9)); // 40·ε/√1e-5
        }
    });

    [Fact]
    public void A_long_sum_is_exact_to_the_logarithm_of_its_length()
    {
        Generator generator = new(1);
        double[] x = [.. Enumerable.Range(0, 1_000_003).Select(_ => generator.Uniform())];
        var exact = (double)x.Aggregate(0m, (sum, each) => sum + (decimal)each);

        // Stretches of 1024 in lanes of eight or more, then about ten halvings, against a plain sum's million.
        Assert.Equal(exact, PairwiseSum.Of(x), (128 + 10) * Math.Pow(2, -53) * exact);
        Assert.Equal(exact, Tensor.From(x).Reshape(-1, 1).Sum(0).Item(), (128 + 13) * Math.Pow(2, -53) * exact);
    }

    private static void AssertRows(
        double[] g, double[] y, double[] found, int columns, Func<double[], double[], int, double> expected, double tolerance)
    {
        foreach (var ((upstream, row), result) in g.Chunk(columns).Zip(y.Chunk(columns)).Zip(found.Chunk(columns)))
        {
            Assert.All(result.Select((each, i) => (each, i)), one => Assert.Equal(expected(upstream, row, one.i), one.each, tolerance));
        }
    }

    private static Gen<(double[] X, int Columns)> Matrices(int most) =>
        from columns in Gen.Int[1, most]
        from rows in Gen.Int[0, 3]
        from x in Gen.Double[-40, 40].Array[rows * columns]
        select (x, columns);
}
