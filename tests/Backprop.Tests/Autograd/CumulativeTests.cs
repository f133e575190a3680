using CsCheck;

namespace Backprop.Tests.Autograd;

/// <summary>Cumulative sums and products, and products along axes.</summary>
public class CumulativeTests
{
    [Fact]
    public void Along_a_generated_axis_they_are_what_loops_give_and_have_the_right_gradients() =>
        Generated.Reductions.Sample(
            sample =>
            {
                Generator generator = new(sample.Seed);
                var x = Generated.AwayFromZero(sample.Shape, generator);
                var extent = sample.Shape[sample.Shape.Axis(sample.Axis)];
                Tensor[] parts = [.. x.Split(sample.Axis, [.. Enumerable.Repeat(1, extent)])];
                Tensor Running(Func<Tensor, Tensor, Tensor> step) => Tensor.Concatenate(
                    sample.Axis, [.. Enumerable.Range(1, extent).Select(count => parts[..count].Aggregate(step))]);

                Assert.True(x.CumulativeSum(sample.Axis).AllClose(Running((a, b) => a + b)));
                Assert.True(x.CumulativeProduct(sample.Axis).AllClose(Running((a, b) => a * b)));
                Assert.True(x.Product(sample.Axis, keepDims: true).AllClose(parts.Aggregate((a, b) => a * b)));
                Assert.Equal(x.Sum(sample.Axis, sample.KeepDims).Shape, x.Product(sample.Axis, sample.KeepDims).Shape);
                GradientCheck.Verify(x => x.CumulativeSum(sample.Axis).Pow(2), x, generator);
                GradientCheck.Verify(x => x.CumulativeProduct(sample.Axis), x, generator);
                GradientCheck.Verify(x => x.Product(sample.Axis, sample.KeepDims), x, generator);
            },
            iter: 60);

    [Fact]
    public void Their_gradients_of_gradients_are_right_where_elements_are_zero()
    {
        Generator generator = new(1);
        var x = Tensor.From(new double[,] { { 2, 0, 3, -1 }, { 0, 4, 0, 5 }, { 1, 2, -3, 0.5 } });

        // The products are as large as 75, and so are the rounding errors of their differences.
        GradientCheck.VerifySecondOrder(inputs => inputs[0].Product(1), [x], generator, absolute: 1e-6);
        GradientCheck.VerifySecondOrder(inputs => inputs[0].Product([0, 1]), [x], generator, absolute: 1e-6);
        GradientCheck.VerifySecondOrder(inputs => inputs[0].CumulativeProduct(1), [x], generator, absolute: 1e-6);
        GradientCheck.VerifySecondOrder(inputs => inputs[0].CumulativeSum(0).Pow(3), [x], generator, absolute: 1e-5);
    }

    [Fact]
    public void The_product_of_nothing_is_one()
    {
        Assert.Equal([1, 1, 1], Tensor.Zeros([0, 3]).Product(0).ToArray());
        Assert.Equal(1, Tensor.Zeros([0, 3]).Product().Item());
        Assert.Equal(7, Tensor.From(7).Product().Item());
        Assert.Equal(new Shape(0, 3), Tensor.Zeros([0, 3]).CumulativeSum(0).Shape);
        Assert.Equal(new Shape(3, 0), Tensor.Zeros([3, 0]).CumulativeProduct(0).Shape);
    }

    [Fact]
    public void An_axis_that_is_not_there_is_refused()
    {
        foreach (var operation in new Func<Tensor, Tensor>[] { x => x.CumulativeSum(2), x => x.CumulativeProduct(2), x => x.Product(2) })
        {
            Assert.StartsWith(
                "axis 2 does not exist in shape (2, 3), which has 2 axes",
                Assert.Throws<OutOfRangeException>(() => operation(Tensor.Ones([2, 3]))).Message,
                StringComparison.Ordinal);
        }
    }
}
