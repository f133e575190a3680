using CsCheck;

namespace Backprop.Tests.Autograd;

/// <summary>
/// Every rule against central differences, with random upstream gradients on generated shapes; the tolerances are those
/// of <see cref="GradientCheck"/>.
/// </summary>
public class RulesTests
{
    private const int Samples = 60;

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Unary = new()
    {
        ["-x"] = x => -x,
        ["x + c"] = x => x + 1.5,
        ["c + x"] = x => 1.5 + x,
        ["x - c"] = x => x - 1.5,
        ["c - x"] = x => 1.5 - x,
        ["x * c"] = x => x * 1.5,
        ["c * x"] = x => 1.5 * x,
        ["x / c"] = x => x / 1.5,
        ["c / x"] = x => 1.5 / x,
        ["x^0"] = x => x.Pow(0),
        ["x^1"] = x => x.Pow(1),
        ["x^2"] = x => x.Pow(2),
        ["x^3"] = x => x.Pow(3),
        ["x^-1"] = x => x.Pow(-1),
        ["x^-2"] = x => x.Pow(-2),
        ["exp"] = x => x.Exp(),
        ["log of a square"] = x => (x * x).Log(),
        ["power of a square"] = x => (x * x).Pow(0.5),
        ["sigmoid"] = x => x.Sigmoid(),
        ["composed sigmoid"] = x => 1 / (1 + (-x).Exp()),
        ["sum"] = x => x.Sum() * x.Sum(),
        ["mean"] = x => x.Mean() * x.Mean(),
        ["reused input"] = x => (x * x) + x,
        ["reused more"] = x => x * x * x / (x + (x * x) + 3),
        ["flat"] = x => x.Reshape(-1) * 2,
        ["sqrt of a square"] = x => (x * x).Sqrt(),
        ["square"] = x => x.Square(),
        ["abs"] = x => x.Abs(),
        ["sin"] = x => x.Sin(),
        ["cos"] = x => x.Cos(),
        ["expm1"] = x => x.Expm1(),
        ["log1p of a square"] = x => (x * x).Log1p(),
        ["erf"] = x => x.Erf(),
        ["tanh"] = x => x.Tanh(),
        ["relu"] = x => x.Relu(),
        ["leaky relu"] = x => x.LeakyRelu(0.1),
        ["gelu"] = x => x.Gelu(),
        ["softplus"] = x => x.Softplus(),
        ["clamp"] = x => x.Clamp(-1, 1.25),
        ["masked fill"] = x => x.MaskedFill(x > 0, 7) * x,
        ["max"] = x => x.Max() * x,
        ["min"] = x => x.Min() * x,
        ["variance of all"] = x => x.Variance(correction: 0),
        ["norm"] = x => x.Norm(),
        ["log-sum-exp"] = x => x.LogSumExp(),
        ["softmax over all"] = x => x.Softmax(default),
        ["flatten"] = x => x.Flatten() * 3,
        ["unsqueeze"] = x => x.Unsqueeze(0).Unsqueeze(-1).Squeeze(0) * x.Unsqueeze(-1),
        ["reversed axes"] = x => x.Permute([.. Enumerable.Range(0, x.Rank).Reverse()]),
    };

    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> Binary = new()
    {
        ["a + b"] = (a, b) => a + b,
        ["a - b"] = (a, b) => a - b,
        ["a * b"] = (a, b) => a * b,
        ["a / b"] = (a, b) => a / b,
        ["both reused"] = (a, b) => (a * b) + (a / b) - b,
        ["maximum"] = Tensor.Maximum,
        ["minimum"] = Tensor.Minimum,
        ["where"] = (a, b) => Tensor.Where(a > b, a * a, b),
        ["a squared, to the power b"] = (a, b) => (a * a).Pow(b),
    };

    public static TheoryData<string> UnaryNames => [.. Unary.Keys];

    public static TheoryData<string> BinaryNames => [.. Binary.Keys];

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void An_operation_of_one_tensor_has_the_right_gradient(string name) => Generated.Shapes.Select(Gen.Int).Sample(
        (shape, seed) =>
        {
            Generator generator = new(seed);
            GradientCheck.Verify(Unary[name], Generated.AwayFromZero(shape, generator), generator);
        },
        iter: Samples);

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void An_operation_of_one_tensor_has_the_right_second_gradient(string name) => Generated.Shapes.Select(Gen.Int).Sample(
        (shape, seed) =>
        {
            // Squared first, so that the gradient depends on x for every operation.
            Generator generator = new(seed);
            GradientCheck.VerifySecondOrder(
                inputs => Unary[name](inputs[0] * inputs[0]), [Generated.AwayFromZero(shape, generator)], generator, absolute: 1e-6);
        },
        iter: Samples / 2);

    [Theory]
    [MemberData(nameof(BinaryNames))]
    public void An_operation_of_two_tensors_that_broadcast_has_the_right_gradients(string name) =>
        Generated.BroadcastShapes.Select(Gen.Int).Sample(
            (shapes, seed) =>
            {
                Generator generator = new(seed);
                GradientCheck.Verify(
                    Binary[name], Generated.AwayFromZero(shapes.A, generator), Generated.AwayFromZero(shapes.B, generator), generator);
            },
            iter: Samples);

    [Theory]
    [MemberData(nameof(BinaryNames))]
    public void An_operation_of_two_tensors_that_broadcast_has_the_right_second_gradients(string name) =>
        Generated.BroadcastShapes.Select(Gen.Int).Sample(
            (shapes, seed) =>
            {
                Generator generator = new(seed);
                Tensor[] inputs = [Generated.AwayFromZero(shapes.A, generator), Generated.AwayFromZero(shapes.B, generator)];
                GradientCheck.VerifySecondOrder(
                    x => Binary[name](x[0] * x[0], x[1] * x[1]), inputs, generator, absolute: 1e-6);
            },
            iter: Samples / 4);

    [Fact]
    public void Expanding_and_summing_are_each_others_gradient() =>
        (from wide in Generated.Shapes from narrow in Generated.Narrowed(wide) from seed in Gen.Int select (wide, narrow, seed)).Sample(
            sample =>
            {
                Generator generator = new(sample.seed);
                var narrow = Generated.AwayFromZero(sample.narrow, generator);
                var wide = Generated.AwayFromZero(sample.wide, generator);
                GradientCheck.Verify(x => x.Expand(sample.wide).Pow(2), narrow, generator);
                GradientCheck.Verify(x => x.SumTo(sample.narrow).Pow(2), wide, generator);
            },
            iter: Samples);

    [Fact]
    public void Sums_and_means_along_an_axis_have_the_right_gradient() =>
        Generated.Reductions.Sample(
            sample =>
            {
                Generator generator = new(sample.Seed);
                var x = Generated.AwayFromZero(sample.Shape, generator);
                GradientCheck.Verify(x => x.Sum(sample.Axis, sample.KeepDims).Pow(2), x, generator);
                GradientCheck.Verify(x => x.Mean(sample.Axis, sample.KeepDims).Pow(2), x, generator);
                GradientCheck.Verify(x => x.Max(sample.Axis, sample.KeepDims).Pow(2), x, generator);
                GradientCheck.Verify(x => x.Min(sample.Axis, sample.KeepDims).Pow(2), x, generator);
                GradientCheck.Verify(x => x.Variance(sample.Axis, 0, sample.KeepDims).Pow(2), x, generator);
                GradientCheck.Verify(x => x.Norm(sample.Axis, sample.KeepDims).Pow(3), x, generator);
                GradientCheck.Verify(x => x.LogSumExp(sample.Axis, sample.KeepDims), x, generator);
                GradientCheck.Verify(x => x.Softmax(sample.Axis), x, generator);
                GradientCheck.Verify(x => x.LogSoftmax(sample.Axis), x, generator);
            },
            iter: Samples);

    [Fact]
    public void A_standard_deviation_has_the_right_gradient() =>
        (from rows in Gen.Int[1, 4] from columns in Gen.Int[2, 5] from seed in Gen.Int select (rows, columns, seed)).Sample(
            sample =>
            {
                Generator generator = new(sample.seed);
                // Numbers that lie apart: where all are equal, the deviation has a corner.
                var x = Tensor.Arange(sample.columns) + Tensor.Uniform([sample.rows, sample.columns], -0.2, 0.2, generator);
                GradientCheck.Verify(x => x.StandardDeviation(1, keepDims: true), x, generator, absolute: 1e-6);
            },
            iter: Samples);

    [Fact]
    public void Reductions_over_several_axes_have_the_right_gradient()
    {
        Generator generator = new(1);
        var x = Generated.AwayFromZero([2, 3, 4], generator);

        GradientCheck.Verify(x => x.Sum([0, 2]).Pow(2), x, generator);
        GradientCheck.Verify(x => x.Mean([-1, 0], keepDims: true).Pow(2), x, generator);
        GradientCheck.Verify(x => x.Max([1, 2]).Pow(2), x, generator);
        GradientCheck.Verify(x => x.LogSumExp([0, 1]), x, generator);
        GradientCheck.Verify(x => x.Softmax([0, 1]), x, generator);
        GradientCheck.VerifySecondOrder(x => x[0].Softmax([0, 1]), [x], generator, absolute: 1e-6);
    }

    [Fact]
    public void Batches_of_matrix_products_broadcast_and_have_the_right_gradients() =>
        (from batch in Generated.BroadcastShapes.Where(pair => pair.A.Rank < 3 && pair.B.Rank < 3)
         from m in Gen.Int[1, 3]
         from k in Gen.Int[1, 3]
         from n in Gen.Int[1, 3]
         from seed in Gen.Int
         select (batch, m, k, n, seed)).Sample(
            sample =>
            {
                Generator generator = new(sample.seed);
                var a = Generated.AwayFromZero([.. sample.batch.A, sample.m, sample.k], generator);
                var b = Generated.AwayFromZero([.. sample.batch.B, sample.k, sample.n], generator);
                GradientCheck.Verify((a, b) => a.MatMul(b), a, b, generator);
                GradientCheck.Verify(a => a.Transpose(), a, generator);
                GradientCheck.Verify((a, v) => a.MatMul(v), a, Generated.AwayFromZero([sample.k], generator), generator);
                GradientCheck.Verify((b, v) => v.MatMul(b), b, Generated.AwayFromZero([sample.k], generator), generator);
            },
            iter: Samples / 2);

    [Fact]
    public void Cutting_and_joining_have_the_right_gradients_of_both_orders()
    {
        Generator generator = new(1);
        Tensor x = Generated.AwayFromZero([3, 4], generator), y = Generated.AwayFromZero([3, 2], generator);

        GradientCheck.Verify(x => x[1.., ^1] * x[0, 0], x, generator);
        GradientCheck.Verify(x => x[..0, 1..3], x, generator);
        GradientCheck.Verify((x, y) => Tensor.Concatenate(1, x, y, x), x, y, generator);
        GradientCheck.Verify((x, y) => Tensor.Stack(-1, x[.., ..2], y), x, y, generator);
        GradientCheck.Verify(x => x.Split(1, 1, 3)[1].Pow(2), x, generator);
        GradientCheck.Verify(x => x.LowerTriangle(-1), x, generator);
        GradientCheck.Verify(x => x.Gather(1, new Tensor([3, 2], [0, 0, 3, 1, 2, 2])), x, generator);
        GradientCheck.Verify(x => x.Gather(0, new Tensor([1, 4], [0, 2, 2, 1])), x, generator);
        GradientCheck.Verify(x => x.IndexSelect(0, Tensor.From([2, 2, 0])), x, generator);
        GradientCheck.Verify(x => x.IndexSelect(-1, Tensor.From([3])), x, generator);
        GradientCheck.VerifySecondOrder(
            x => Tensor.Concatenate(0, x[0][1..].Pow(3), x[0][..1].Pow(3))
                + (x[0].IndexSelect(1, Tensor.From([1, 1])).Pow(3)).Gather(0, Tensor.Zeros([1, 2])).Sum(),
            [x],
            generator,
            absolute: 1e-5);
    }

    [Fact]
    public void Where_a_function_has_a_corner_the_gradient_is_the_documented_one()
    {
        Assert.Equal([-1, 0, 1], Slope(x => x.Abs(), -2, 0, 2));
        Assert.Equal([0, 0, 1], Slope(x => x.Relu(), -2, 0, 2));
        Assert.Equal([0, 1, 1, 1, 0], Slope(x => x.Clamp(-1, 1), -2, -1, 0, 1, 2));
        Assert.Equal([0.5, 0.5, 0], Slope(x => x.Max(), 3, 3, 1));
        Assert.Equal([0.5, 0, 1], Slope(x => Tensor.Maximum(x, Tensor.From([3, 5, 1])), 3, 3, 3));
        Assert.Equal([double.PositiveInfinity], Slope(x => x.Sqrt(), 0));
        Assert.Equal([0, 0], Slope(x => x.Norm(), 0, 0));
        Assert.Equal([0, 0], Slope(x => x.StandardDeviation(), 2, 2));
        Assert.Equal([0, 0], Slope(x => x.Pow(Tensor.From([0, 2])), 0, 0));
    }

    [Fact]
    public void Extreme_numbers_overflow_nowhere()
    {
        Assert.Equal([0, 0.5, 1], Tensor.From([-1000, 0, 1000]).Sigmoid().ToArray());
        Assert.Equal([0, 0.25, 0], Slope(x => x.Sigmoid(), -1000, 0, 1000));
        Assert.Equal([0, 1000], Tensor.From([-1000, 1000]).Softplus().ToArray());
        Assert.Equal([0, 1], Slope(x => x.Softplus(), -1000, 1000));
        Assert.Equal([1, 0], Tensor.From([1000, -1000]).Softmax(0).ToArray());
        Assert.Equal([0, -2000], Tensor.From([1000, -1000]).LogSoftmax(0).ToArray());
        Assert.Equal(1000 + Math.Log(2), Tensor.From([1000, 1000]).LogSumExp().Item());
        Assert.Equal(double.NegativeInfinity, Tensor.From([double.NegativeInfinity, double.NegativeInfinity]).LogSumExp().Item());
        Assert.Equal([0, 1000], Tensor.From([-1000, 1000]).Gelu().ToArray().Select(Math.Abs));
        Assert.Equal([-1, 1], Tensor.From([-1000, 1000]).Tanh().ToArray());
    }

    [Fact]
    public void Matrix_products_and_transposes_have_the_right_gradients_of_both_orders() =>
        (from m in Gen.Int[1, 5] from k in Gen.Int[1, 5] from n in Gen.Int[1, 5] from seed in Gen.Int select (m, k, n, seed)).Sample(
            sample =>
            {
                Generator generator = new(sample.seed);
                var a = Generated.AwayFromZero([sample.m, sample.k], generator);
                var b = Generated.AwayFromZero([sample.k, sample.n], generator);
                GradientCheck.Verify((a, b) => a.MatMul(b), a, b, generator);
                GradientCheck.Verify(a => a.Transpose().MatMul(a), a, generator);
                GradientCheck.VerifySecondOrder(
                    x => (x[0] * x[0]).MatMul(x[1]).Transpose(), [a, b], generator, absolute: 1e-6);
            },
            iter: Samples / 2);

    [Fact]
    public void The_gradient_of_a_power_of_zero_is_finite()
    {
        Tensor x = new([2], [0, 2]);
        x.RequiresGrad = true;

        Assert.Equal([0, 4], x.Pow(2).Gradient(x, Tensor.Ones([2])).ToArray());
        Assert.Equal([1, 1], x.Pow(1).Gradient(x, Tensor.Ones([2])).ToArray());
        Assert.Equal([0, 0], x.Pow(0).Gradient(x, Tensor.Ones([2])).ToArray());
    }

    private static double[] Slope(Func<Tensor, Tensor> f, params double[] at)
    {
        var x = Tensor.From(at);
        x.RequiresGrad = true;
        var y = f(x);
        return y.Gradient(of: x, seed: Tensor.Ones(y.Shape)).ToArray();
    }
}
