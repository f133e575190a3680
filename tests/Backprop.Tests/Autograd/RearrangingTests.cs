using CsCheck;

namespace Backprop.Tests.Autograd;

/// <summary>Operations that pick elements by a pattern.</summary>
public class RearrangingTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Operations = new()
    {
        ["flip"] = x => x.Flip(),
        ["flip of one axis"] = x => x.Flip(1),
        ["roll"] = x => x.Roll(2, -1),
        ["tile"] = x => x.Tile(2, 1, 3),
        ["diagonal"] = x => x.Diagonal(1),
        ["diagonal of other axes"] = x => x.Diagonal(0, 2, 0),
        ["masked select"] = x => x.MaskedSelect(x > 0),
        ["masked select that repeats"] = x => x[0].MaskedSelect(x > 0),
        ["stepped slice"] = x => x[.., (..).Step(2), (1..).Step(-2)],
        ["scatter add"] = x => x.ScatterAdd(1, new Tensor([2, 1, 4], [0, 2, 2, 0, 1, 1, 1, 1]), x[.., ..1]),
    };

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_the_right_gradients_of_both_orders(string name)
    {
        Generator generator = new(1);
        var x = Generated.AwayFromZero([2, 3, 4], generator);

        GradientCheck.Verify(Operations[name], x, generator);
        GradientCheck.VerifySecondOrder(inputs => Operations[name](inputs[0]).Pow(3), [x], generator, absolute: 1e-5);
    }

    [Fact]
    public void What_is_flipped_or_rolled_twice_is_as_it_was() =>
        (from shape in Generated.Shapes.Where(shape => shape.Rank > 0)
         from axis in Gen.Int[-shape.Rank, shape.Rank - 1]
         from shift in Gen.Int
         select (shape, axis, shift)).Sample(sample =>
        {
            var x = Tensor.Arange(sample.shape.Size).Reshape(sample.shape.Extents);
            var shift = Math.Max(sample.shift, -int.MaxValue);

            Assert.Equal(x.ToArray(), x.Flip(sample.axis).Flip(sample.axis).ToArray());
            Assert.Equal(x.ToArray().Reverse(), x.Flip().ToArray());
            Assert.Equal(x.ToArray(), x.Roll(shift, sample.axis).Roll(-shift, sample.axis).ToArray());
        });

    [Fact]
    public void A_stepped_slice_is_what_a_loop_picks() =>
        (from extent in Gen.Int[0, 9]
         from start in Gen.Int[0, extent]
         from end in Gen.Int[start, extent]
         from step in Gen.OneOf(Gen.Int[1, 12], Gen.Int[-12, -1], Gen.Const(int.MinValue), Gen.Const(int.MaxValue))
         select (extent, start, end, step)).Sample(sample =>
        {
            List<double> expected = [];
            for (long i = sample.step > 0 ? sample.start : sample.end - 1; i >= sample.start && i < sample.end; i += sample.step)
            {
                expected.Add(i);
            }

            Assert.Equal(expected, Tensor.Arange(sample.extent)[(sample.start..sample.end).Step(sample.step)].ToArray());
        });

    [Fact]
    public void A_step_is_written_as_it_is_read() => Assert.Equal("(1..^1).Step(-2)", (1..^1).Step(-2).ToString());

    [Fact]
    public void What_is_empty_stays_empty()
    {
        var x = Tensor.Zeros([0, 3]);

        Assert.Equal(x.Shape, x.Flip().Shape);
        Assert.Equal(x.Shape, x.Roll(1, 0).Shape);
        Assert.Equal(new Shape(0, 6), x.Tile(2).Shape);
        Assert.Equal(new Shape(0), x.Diagonal().Shape);
        Assert.Equal(new Shape(0), x.MaskedSelect(x > 0).Shape);
        Assert.Equal(new Shape(0, 2), x[(..).Step(2), (..).Step(2)].Shape);
        Assert.Equal(new Shape(2, 3), Tensor.Zeros([2, 3]).ScatterAdd(0, x, x).Shape);
        Assert.Equal(new Shape(0), Tensor.Zeros([2, 3]).Diagonal(int.MinValue).Shape);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_operation_and_shapes()
    {
        var x = Tensor.Ones([2, 3]);

        Shape("diagonal: a matrix is expected, but the tensor has shape (3)", () => x[0].Diagonal());
        Shape("masked select: (2, 3) and (2) do not broadcast: extents 3 and 2 at axis -1 differ and neither is 1", () => x.MaskedSelect(Tensor.Ones([2])));
        Shape("scatter add: indices (1, 2) and (2, 3) differ in more than axis 0", () => x.ScatterAdd(0, Tensor.Zeros([1, 2]), Tensor.Zeros([1, 2])));
        Shape("scatter add: source (3) and indices (1, 3) differ", () => x.ScatterAdd(0, Tensor.Zeros([1, 3]), Tensor.Zeros([3])));
        Range("scatter add: index 2 at [0, 0] is not a whole number from 0 to 1, axis 0", () => x.ScatterAdd(0, Tensor.Full([1, 3], 2), Tensor.Zeros([1, 3])));
        Range("tile: -1 copies along axis 0 are fewer than none", () => x.Tile(-1, 2));
        Range("slice: 1..3 in steps of 0 never ends; 1 takes every element", () => x[(1..3).Step(0)]);
        Range("slice: (1..5).Step(2) reaches over axis 0 of shape (2, 3)", () => x[(1..5).Step(2)]);
        Range("axis 2 does not exist in shape (2, 3), which has 2 axes", () => x.Roll(1, 2));
        Assert.Equal(
            "diagonal: rows and columns are both along axis 1 of shape (2, 3)",
            Assert.Throws<InvalidArgumentException>(() => x.Diagonal(0, 1, -1)).Message);

        static void Shape(string message, Func<Tensor> action) =>
            Assert.Equal(message, Assert.Throws<ShapeMismatchException>(action).Message);

        static void Range(string message, Func<Tensor> action) =>
            Assert.StartsWith(message, Assert.Throws<OutOfRangeException>(action).Message, StringComparison.Ordinal);
    }
}
