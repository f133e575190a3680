namespace Backprop.Tests.Tensors;

public class BroadcastingTests
{
    /// <summary>From NumPy's numpy.broadcast_shapes.</summary>
    public static TheoryData<int[], int[], int[]> Rows => new()
    {
        { [], [], [] },
        { [], [3], [3] },
        { [3], [2, 3], [2, 3] },
        { [2, 1], [3], [2, 3] },
        { [8, 1, 6, 1], [7, 1, 5], [8, 7, 6, 5] },
        { [256, 256, 3], [3], [256, 256, 3] },
        { [15, 3, 5], [15, 1, 5], [15, 3, 5] },
        { [0], [1], [0] },
        { [2, 1], [0], [2, 0] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Shapes_meet_as_in_NumPy(int[] a, int[] b, int[] expected)
    {
        Assert.Equal(new Shape(expected), Broadcasting.CommonShape("add", new Shape(a), new Shape(b)));
        Assert.Equal(new Shape(expected), Broadcasting.CommonShape("add", new Shape(b), new Shape(a)));
    }

    [Fact]
    public void Shapes_that_do_not_meet_are_named_with_the_operation() => Assert.Equal(
        "multiply: (4, 3) and (4) do not broadcast: extents 3 and 4 at axis -1 differ and neither is 1",
        Assert.Throws<ShapeMismatchException>(() => Tensor.Ones([4, 3]) * Tensor.Ones([4])).Message);
}
