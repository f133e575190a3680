using CsCheck;

namespace Backprop.Tests.Autograd;

public class SortingTests
{
    [Fact]
    public void Along_a_generated_axis_elements_are_in_order_and_equal_ones_stay_in_theirs() =>
        (from rows in Gen.Int[1, 4] from values in Gen.Int[0, 3].Array[0, 8] from backwards in Gen.Bool select (rows, values, backwards)).Sample(
            sample =>
            {
                double[] values = [.. sample.values.Select(value => (double)value)];
                int[] places = [.. Enumerable.Range(0, values.Length)];
                int[] order = [.. sample.backwards ? places.OrderByDescending(i => values[i]) : places.OrderBy(i => values[i])];
                var columns = Tensor.From(values).Unsqueeze(-1).Expand([values.Length, sample.rows]);

                var indices = columns.ArgSort(0, sample.backwards);
                Assert.Equal(order.Select(i => (double)i), indices[.., ^1].ToArray());
                Assert.Equal(order.Select(i => values[i]), columns.Sort(0, sample.backwards)[.., 0].ToArray());
                Assert.Equal(columns.Shape, indices.Shape);
            });

    [Fact]
    public void The_largest_and_the_smallest_come_with_their_places()
    {
        var x = Tensor.From(new double[,] { { 3, 1, 3, 2 }, { 0, 5, 2, 7 } });

        var (largest, at) = x.TopK(2);
        Assert.Equal([3, 3, 7, 5], largest.ToArray());
        Assert.Equal([0, 2, 3, 1], at.ToArray());
        var (smallest, below) = x.TopK(1, axis: 0, largest: false);
        Assert.Equal([0, 1, 2, 2], smallest.ToArray());
        Assert.Equal([1, 0, 1, 0], below.ToArray());
        Assert.Equal(new Shape(2, 0), x.TopK(0).Values.Shape);
    }

    [Fact]
    public void Gradients_of_both_orders_go_where_the_elements_came_from()
    {
        Generator generator = new(1);
        var x = Generated.AwayFromZero([3, 4], generator);

        GradientCheck.Verify(x => x.Sort(), x, generator);
        GradientCheck.Verify(x => x.Sort(0, descending: true), x, generator);
        GradientCheck.Verify(x => x.TopK(2, 0).Values, x, generator);
        GradientCheck.VerifySecondOrder(
            x => x[0].Sort(0).Pow(3) + x[0].TopK(1, largest: false).Values.Pow(3), [x], generator, absolute: 1e-5);
    }

    [Fact]
    public void More_elements_than_there_are_cannot_be_taken()
    {
        var x = Tensor.Ones([2, 3]);

        foreach (var count in new[] { 4, -1 })
        {
            Assert.StartsWith(
                $"top-k: {count} elements cannot be taken of the 3 along axis 1 of shape (2, 3)",
                Assert.Throws<OutOfRangeException>(() => x.TopK(count)).Message,
                StringComparison.Ordinal);
        }

        Assert.Throws<OutOfRangeException>(() => x.Sort(2));
    }
}
