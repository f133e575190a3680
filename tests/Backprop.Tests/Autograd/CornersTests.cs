using Backprop.Layers;
using Backprop.Optimizers;
using Backprop.Scalars;
using Manual = Backprop.ManualGrad;

namespace Backprop.Tests.Autograd;

/// <summary>Zeros, infinities and NaN where formulas have corners: the numbers are PyTorch's, or the limits where PyTorch gives NaN.</summary>
public class CornersTests
{
    private const double Infinity = double.PositiveInfinity;

    public static TheoryData<double> Exponents => [-2, -1, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4];

    [Theory]
    [MemberData(nameof(Exponents))]
    public void A_power_has_the_right_derivatives_of_four_orders_also_at_zero(double p)
    {
        double[] places = [0, 1, 4, -2];
        foreach (var power in new Func<Tensor, Tensor>[] { x => x.Pow(p), x => x.Pow(Tensor.Full([], p)), x => x.Pow(Tensor.Full([4], p)) })
        {
            var x = Leaf(places);
            var y = power(x);
            var factor = 1.0;
            for (var order = 0; order <= 4; order++)
            {
                Assert.All(
                    y.ToArray().Zip(places),
                    one => Assert.Equal(factor == 0 ? 0 : factor * Math.Pow(one.Second, p - order), one.First, tolerance: 1e-13 * Math.Abs(factor) * 16));
                factor *= p - order;
                y = y.RequiresGrad ? y.Gradient(x, Tensor.Ones([4]), record: true) : Tensor.Zeros([4]);
            }
        }
    }

    [Fact]
    public void A_power_of_zero_has_the_mixed_derivative_that_there_is()
    {
        // ∂²/∂x∂p xᵖ = x^(p−1)·(1 + p·ln x), which is 0 at x = 0 for p > 1.
        Tensor x = Leaf(0, 0, 2), p = Leaf(2, 3, 0);
        var slope = x.Pow(p).Gradient(x, Tensor.Ones([3]), record: true);
        Assert.Equal([0, 0, 0], slope.ToArray());
        Assert.Equal([0, 0, 0.5], slope.Gradient(p, Tensor.Ones([3])).ToArray());
        var other = x.Pow(p).Gradient(p, Tensor.Ones([3]), record: true);
        Assert.Equal([0, 0, 0.5], other.Gradient(x, Tensor.Ones([3])).ToArray());
    }

    [Fact]
    public void Indices_that_were_written_since_are_noticed_before_a_gradient_of_a_gradient_reads_them()
    {
        Tensor x = Leaf(1, 2, 3), indices = Tensor.From([0, 2]);
        var y = x.Gather(0, indices).Pow(3);
        var slope = y.Gradient(x, Tensor.Ones([2]), record: true);
        Assert.Equal([6, 0, 18], slope.Gradient(x, Tensor.Ones([3])).ToArray());

        indices.Write(data => data.Fill(1));
        Assert.Throws<GradientException>(() => slope.Gradient(x, Tensor.Ones([3])));
        Assert.Throws<GradientException>(() => y.Gradient(x, Tensor.Ones([2]), record: true));

        // What is looked up by a copy of the indices stays right.
        Tensor rows = Tensor.From([0, 2]), classes = Tensor.From([1]);
        var selected = x.IndexSelect(0, rows).Pow(3);
        var loss = Loss.CrossEntropy(x.Reshape(1, 3), classes);
        rows.Write(data => data.Fill(1));
        classes.Write(data => data.Clear());
        Assert.Equal([6, 0, 18], selected.Gradient(x, Tensor.Ones([2]), record: true).Gradient(x, Tensor.Ones([3])).ToArray());
        Assert.True(loss.Gradient(x).Data[1] < 0);
    }

    [Fact]
    public void NaN_passes_through_corners_and_comes_last_when_sorted()
    {
        Corner(x => x.Relu(), [double.NaN, 1, 0, 0], [1, 1, 0, 0], double.NaN, 1, -1, 0);
        Corner(x => x.LeakyRelu(0.1), [double.NaN, -0.1], [0.1, 0.1], double.NaN, -1);
        Corner(x => x.Clamp(-1, 1), [double.NaN, 1], [0, 0], double.NaN, Infinity);
        Corner(x => Tensor.Maximum(x, Tensor.From([1, double.NaN, double.NaN])), [double.NaN, double.NaN, double.NaN], [1, 1, 1], double.NaN, 1, double.NaN);
        Corner(x => Tensor.Minimum(x, Tensor.From([1, double.NaN, double.NaN])), [double.NaN, double.NaN, double.NaN], [1, 1, 1], double.NaN, 1, double.NaN);
        Corner(x => Tensor.Maximum(Tensor.From([1, double.NaN, 3]), x), [double.NaN, double.NaN, 3], [1, 1, 0], double.NaN, 1, 2);
        Manual.Relu relu = new();
        Assert.Equal([double.NaN, 0], relu.Forward(Tensor.From([double.NaN, -1])).ToArray());
        Assert.Equal([2, 0], relu.Backward(Tensor.From([2, 2])).ToArray());

        Assert.Equal([2, 4, 1, 3, 0], Tensor.From([double.NaN, 3, -Infinity, Infinity, 1]).ArgSort().ToArray());
        Assert.Equal([1, 2, 0, 3], Tensor.From([double.NaN, 0, -0.0, double.NaN]).ArgSort().ToArray());
        Assert.Equal(1, Tensor.From([1, double.NaN, double.NaN, 2]).ArgMax(0).Item());
        Assert.Equal(1, Tensor.From([1, double.NaN, double.NaN, 0]).ArgMin(0).Item());
        Assert.Equal((0, 0), (Tensor.From([-0.0, 0.0]).ArgMax(0).Item(), Tensor.From([0.0, -0.0]).ArgMin(0).Item()));
    }

    [Fact]
    public void Clipping_says_which_gradient_has_no_norm_and_changes_none()
    {
        Parameter fine = new(Tensor.Ones([2])), broken = new(Tensor.Ones([2]));
        foreach (var number in new[] { double.NaN, Infinity })
        {
            fine.ZeroGrad();
            broken.ZeroGrad();
            (fine.Sum() * 10).Backward();
            broken.Backward(Tensor.From([1, number]));
            var error = Assert.Throws<GradientException>(() => GradientClipping.ByNorm([fine, broken], 1));
            Assert.StartsWith(
                FormattableString.Invariant($"clipping: gradient 1, of shape (2), has {number} at [1], so there is no norm to scale by"),
                error.Message,
                StringComparison.Ordinal);
            Assert.Equal([10, 10], fine.Grad!.ToArray());
        }
    }

    [Theory]
    [InlineData(3e200, 4e200, 5e200)] // whose squares are infinite
    [InlineData(3e-200, 4e-200, 5e-200)] // or 0
    [InlineData(0, 0, 0)]
    public void A_norm_for_clipping_does_not_overflow(double a, double b, double norm)
    {
        Parameter one = new(1), other = new(1);
        one.Backward(a);
        other.Backward(b);
        Assert.Equal(norm, GradientClipping.ByNorm([one, other], 1), 1e-15 * norm);
        Assert.Equal(norm > 1 ? 0.6 : a, one.Grad!.Item(), 1e-15);
    }

    [Theory]
    [InlineData(Infinity, 1, 0, 0)]
    [InlineData(Infinity, 0, Infinity, 1)]
    [InlineData(Infinity, 0.5, Infinity, 0.5)]
    [InlineData(-Infinity, 0, 0, 0)]
    [InlineData(-Infinity, 1, Infinity, -1)]
    [InlineData(-Infinity, 0.25, Infinity, -0.25)]
    [InlineData(50, 1, 1.9287498479639178e-22, -1.9287498479639178e-22)] // e⁻⁵⁰, of which x − t·x leaves nothing
    [InlineData(double.NaN, 1, double.NaN, double.NaN)]
    public void Binary_cross_entropy_is_its_limit_at_infinite_logits(double logit, double target, double loss, double slope)
    {
        var x = Leaf(logit);
        var found = Loss.BinaryCrossEntropy(x, Tensor.From([target]));
        Assert.Equal(loss, found.Item(), 1e-36);
        Assert.Equal(slope, found.Gradient(x).Item(), 1e-36);
    }

    [Fact]
    public void Cross_entropy_knows_classes_that_are_ruled_out()
    {
        var x = Leaf(-Infinity, 1, 2).Reshape(1, 3);
        var rest = Math.Log(1 + Math.E);
        var p = 1 / (1 + Math.E);
        foreach (var loss in new[] { Loss.CrossEntropy(x, Tensor.From([1])), Loss.CrossEntropyOfProbabilities(x, new Tensor([1, 3], [0, 1, 0])) })
        {
            Assert.Equal(rest, loss.Item(), 1e-15);
            Assert.True(loss.Gradient(x).AllClose(new Tensor([1, 3], [0, p - 1, 1 - p]), relative: 1e-14));
        }

        Assert.Equal(Infinity, Loss.CrossEntropy(x, Tensor.From([0])).Item());
        Assert.Equal(Infinity, Loss.CrossEntropyOfProbabilities(x, new Tensor([1, 3], [0.5, 0.5, 0])).Item());
    }

    [Theory]
    [InlineData(0, 0, 0, 0)] // it is the class that is certain
    [InlineData(1, Infinity, 1, -1)] // it is not
    public void Cross_entropy_of_a_certain_class_is_the_limit(int target, double loss, double certain, double other)
    {
        var x = Leaf(Infinity, 5).Reshape(1, 2);
        Manual.SoftmaxCrossEntropy manual = new();
        foreach (var found in new[] { Loss.CrossEntropy(x, Tensor.From([target])), Loss.CrossEntropyOfProbabilities(x, Tensor.OneHot(Tensor.From([target]), 2)) })
        {
            Assert.Equal(loss, found.Item());
            Assert.Equal([certain, other], found.Gradient(x).ToArray());
        }

        Assert.Equal(loss, manual.Forward(x, Tensor.From([target])));
        Assert.Equal([certain, other], manual.Backward().ToArray());
        Assert.True(double.IsNaN(Loss.CrossEntropy(new Tensor([1, 2], [Infinity, double.NaN]), Tensor.From([0])).Item()));
    }

    [Fact]
    public void The_gradient_of_log_sum_exp_is_the_limit_where_the_sum_is_infinite()
    {
        Corner(x => x.LogSumExp(), [Infinity], [1, 0], Infinity, 1);
        Corner(x => x.LogSumExp(), [Infinity], [0.5, 0, 0.5, 0], Infinity, 1, Infinity, -Infinity);
        Corner(x => x.LogSumExp(), [-Infinity], [0, 0], -Infinity, -Infinity);
        Corner(x => x.LogSumExp(), [1], [0, 1], -Infinity, 1);
        Corner(x => x.LogSumExp(), [double.NaN], [double.NaN, double.NaN], double.NaN, 1);
        Corner(x => x.LogSumExp(), [1e14 + Math.Log(2)], [0.5, 0.5], 1e14, 1e14);
        Corner(x => x.Reshape(2, 2).LogSumExp(0), [Infinity, 3 + Math.Log(2)], [1, 0.5, 0, 0.5], Infinity, 3, 5, 3);
        Corner(x => x.Reshape(2, 2).LogSumExp(1), [-Infinity, 3 + Math.Log(2)], [0, 0, 0.5, 0.5], -Infinity, -Infinity, 3, 3);
    }

    [Fact]
    public void A_mask_of_minus_infinity_is_no_anomaly()
    {
        MultiHeadSelfAttention layer = new(4, 2, new Generator(1));
        var x = Tensor.Uniform([1, 3, 4], -1, 1, new Generator(2));
        x.RequiresGrad = true;
        using var scope = Tensor.DetectAnomalies();
        layer.Attend(x).Output.Sum().Backward();
        layer.Forward(x).Sum().Backward();

        var later = Tensor.Arange(3) > Tensor.Arange(3).Reshape(-1, 1);
        var weights = Tensor.Where(later, double.NegativeInfinity, x[0].MatMul(x[0].Transpose())).Softmax(-1);
        Assert.All(weights.Square().Sum().Gradient(x).ToArray(), number => Assert.True(double.IsFinite(number)));
        Assert.Throws<AnomalyException>(() => Tensor.Zeros([1]).Log());
    }

    [Fact]
    public void A_branch_that_was_not_taken_gets_0_if_it_is_written_as_documented_and_a_hint_if_not()
    {
        var x = Leaf(0, 2);
        Assert.Equal([0, 0.5], Tensor.Where(x > 0, Tensor.Where(x > 0, x, 1).Log(), 0).Gradient(x, Tensor.Ones([2])).ToArray());

        using var scope = Tensor.DetectAnomalies();
        var root = Tensor.Where(x > 0, x.Sqrt(), 0); // 0, whose slope is infinite
        Assert.EndsWith(
            "; the gradient that came there is 0, as from a branch that Where did not take, and 0·∞ is NaN: choose what goes into the function "
            + "first, Where(x > 0, Where(x > 0, x, 1).Log(), 0)",
            Assert.Throws<AnomalyException>(() => root.Backward(Tensor.Ones([2]))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_quotient_of_very_large_or_small_numbers_has_the_right_derivatives()
    {
        foreach (var size in new[] { 1e170, 1e-170, -1e-160, 1e300 })
        {
            var quotient = new Value(size) / new Value(size);
            Assert.Equal([1 / size, -1 / size], quotient.Inputs.Select(input => input.LocalDerivative));
            Tensor a = Leaf(size), b = Leaf(size);
            Assert.Equal([-1 / size], (a / b).Gradient(b, Tensor.Ones([1])).ToArray());
            Assert.Equal([-1 / size], (size / b).Gradient(b, Tensor.Ones([1])).ToArray());
        }
    }

    [Fact]
    public void A_product_over_no_elements_is_zeros_and_so_are_its_gradients()
    {
        Tensor a = Tensor.Zeros([2, 3, 0]), b = Tensor.Zeros([0, 4]);
        (a.RequiresGrad, b.RequiresGrad) = (true, true);
        var product = a.MatMul(b);
        Assert.Equal(Tensor.Zeros([2, 3, 4]).ToArray(), product.ToArray());
        Assert.Equal(new Shape(2, 3, 4), product.Shape);
        var gradients = Tensor.Gradients([product], [a, b], [Tensor.Ones([2, 3, 4])]);
        Assert.Equal([a.Shape, b.Shape], gradients.Select(gradient => gradient.Shape));
        Assert.Throws<ShapeMismatchException>(() => a.Reshape(-1, 0));
    }

    private static Tensor Leaf(params double[] values)
    {
        var leaf = Tensor.From(values);
        leaf.RequiresGrad = true;
        return leaf;
    }

    private static void Corner(Func<Tensor, Tensor> f, double[] value, double[] slope, params double[] at)
    {
        var x = Leaf(at);
        var y = f(x);
        Assert.Equal(value, y.Flatten().ToArray());
        Assert.Equal(slope, y.Gradient(x, Tensor.Ones(y.Shape)).ToArray());
    }
}
