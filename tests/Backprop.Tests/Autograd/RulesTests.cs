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
    };

    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> Binary = new()
    {
        ["a + b"] = (a, b) => a + b,
        ["a - b"] = (a, b) => a - b,
        ["a * b"] = (a, b) => a * b,
        ["a / b"] = (a, b) => a / b,
        ["both reused"] = (a, b) => (a * b) + (a / b) - b,
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
        (from shape in Generated.Shapes.Where(shape => shape.Rank > 0)
         from axis in Gen.Int[-shape.Rank, shape.Rank - 1]
         from keepDims in Gen.Bool
         from seed in Gen.Int
         select (shape, axis, keepDims, seed)).Sample(
            sample =>
            {
                Generator generator = new(sample.seed);
                var x = Generated.AwayFromZero(sample.shape, generator);
                GradientCheck.Verify(x => x.Sum(sample.axis, sample.keepDims).Pow(2), x, generator);
                GradientCheck.Verify(x => x.Mean(sample.axis, sample.keepDims).Pow(2), x, generator);
            },
            iter: Samples);

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
}
