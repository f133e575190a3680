namespace Backprop.Tests.GradientChecks;

public class GradientCheckTests
{
    [Fact]
    public void A_wrong_rule_is_named_with_input_index_expected_and_found()
    {
        // The gradient stops at Detach, so the check finds half of what it should.
        var error = Assert.Throws<GradientException>(() => GradientCheck.Verify(
            inputs => inputs[0] + (inputs[1] * inputs[1].Detach()),
            [Tensor.Ones([2, 3]), Tensor.Ones([2, 3])],
            new Generator(1)));

        Assert.Matches(@"^gradient check: add, input 1, element \[0, 0\]: expected -?\d\.\d+(E-\d+)?, found -?\d\.\d+(E-\d+)?$", error.Message);
    }

    [Fact]
    public void A_function_that_records_nothing_fails_unless_it_is_constant()
    {
        GradientCheck.Verify(x => Tensor.Ones([2]), Tensor.Ones([3]), new Generator(1));

        Assert.Throws<GradientException>(() => GradientCheck.Verify(x => x.Detach(), Tensor.Ones([3]), new Generator(1)));
    }

    [Fact]
    public void The_inputs_are_left_as_they_were()
    {
        var x = Tensor.Ones([3]);
        var deviation = GradientCheck.Verify(x => x.Exp(), x, new Generator(1));

        Assert.InRange(deviation, 0, 1e-9);
        Assert.False(x.RequiresGrad);
        Assert.Null(x.Grad);
        Assert.Equal([1, 1, 1], x.ToArray());
    }

    [Fact]
    public void A_finite_difference_agrees_with_MathNets()
    {
        var mathNet = new MathNet.Numerics.Differentiation.NumericalDerivative(5, 2);
        foreach (var (f, x) in new (Func<double, double>, double)[] { (Math.Sin, 0.3), (Math.Exp, -2), (x => 1 / x, 7), (x => x * x * x, 100) })
        {
            var expected = mathNet.EvaluateDerivative(f, x, 1);
            Assert.Equal(expected, FiniteDifference.Gradient(f, x), Math.Max(1, Math.Abs(expected)) * 1e-8);
        }
    }

    [Fact]
    public void A_finite_difference_weighs_with_its_seed()
    {
        Tensor x = new([2], [1, 2]);

        var gradient = FiniteDifference.Gradient(x => x.Pow(2), x, new Tensor([2], [10, -1]));

        Assert.Equal(20, gradient.Data[0], 1e-8);
        Assert.Equal(-4, gradient.Data[1], 1e-8);
        Assert.Equal(
            "finite difference: the seed has shape (3), but the function gives (2)",
            Assert.Throws<ShapeMismatchException>(() => FiniteDifference.Gradient(x => x, x, Tensor.Ones([3]))).Message);
    }
}
