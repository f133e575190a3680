namespace Backprop.Tests.Tensors;

public class ShapeTests
{
    [Fact]
    public void Shapes_with_the_same_extents_are_equal()
    {
        Shape a = [200, 64], b = new(200, 64);

        Assert.True(a == b && a.Equals(b) && a.GetHashCode() == b.GetHashCode());
        Assert.True(a != new Shape(64, 200) && a != new Shape(200, 64, 1) && a != null);
    }

    [Fact]
    public void It_tells_rank_size_extents_and_text()
    {
        Shape shape = [2, 3, 4];

        Assert.Equal((3, 24, 4, "(2, 3, 4)"), (shape.Rank, shape.Size, shape[^1], shape.ToString()));
        Assert.Equal((0, 1, "()"), (Shape.Scalar.Rank, Shape.Scalar.Size, Shape.Scalar.ToString()));
        Assert.Equal((2, 2), (shape.Axis(-1), shape.Axis(2)));
    }

    [Fact]
    public void What_is_no_shape_is_refused()
    {
        Assert.StartsWith(
            "shape (2, -3) has a negative extent: -3",
            Assert.Throws<OutOfRangeException>(() => new Shape(2, -3)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "shape (1, 1, 1, 1, 1, 1, 1, 1, 1) has 9 axes; at most 8 are supported",
            Assert.Throws<InvalidArgumentException>(() => new Shape(1, 1, 1, 1, 1, 1, 1, 1, 1)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "more elements than an array can hold",
            Assert.Throws<InvalidArgumentException>(() => new Shape(100_000, 100_000)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "axis 3 does not exist in shape (2, 3), which has 2 axes",
            Assert.Throws<OutOfRangeException>(() => new Shape(2, 3).Axis(3)).Message,
            StringComparison.Ordinal);
    }
}
