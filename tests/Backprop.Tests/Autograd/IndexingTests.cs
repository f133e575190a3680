using CsCheck;

namespace Backprop.Tests.Autograd;

public class IndexingTests
{
    [Fact]
    public void A_slice_is_what_nested_loops_pick() =>
        (from shape in Gen.Int[1, 5].Array[3]
         from a in Stretch(shape[0])
         from b in Stretch(shape[1])
         from c in Gen.Int[0, shape[2] - 1]
         select (shape, a, b, c)).Sample(sample =>
        {
            var x = Tensor.Arange(sample.shape.Aggregate(1, (n, extent) => n * extent)).Reshape(sample.shape);
            List<double> expected = [];
            for (var i = sample.a.Start; i < sample.a.End; i++)
            {
                for (var j = sample.b.Start; j < sample.b.End; j++)
                {
                    expected.Add((((i * sample.shape[1]) + j) * sample.shape[2]) + sample.c);
                }
            }

            var found = x[sample.a.Start..sample.a.End, sample.b.Start..sample.b.End, sample.c];
            Assert.Equal(new Shape(sample.a.End - sample.a.Start, sample.b.End - sample.b.Start), found.Shape);
            Assert.Equal(expected, found.ToArray());
        });

    [Fact]
    public void Indices_count_from_both_ends_and_drop_their_axis()
    {
        var x = Tensor.Arange(12).Reshape(3, 4);

        Assert.Equal(11, x[^1, ^1].Item());
        Assert.Equal([4, 5, 6, 7], x[1].ToArray());
        Assert.Equal([1, 5, 9], x[.., 1].ToArray());
        Assert.Equal(new Shape(0, 4), x[3..].Shape);
        Assert.Equal(new Shape(2, 1, 2), Tensor.Zeros([2, 2, 2])[.., ..1].Shape);
    }

    [Fact]
    public void What_is_put_together_can_be_taken_apart()
    {
        var x = Tensor.Arange(12).Reshape(3, 4);
        var parts = x.Split(-1, 1, 0, 3);

        Assert.Equal([new Shape(3, 1), new Shape(3, 0), new Shape(3, 3)], parts.Select(part => part.Shape));
        Assert.Equal(x.ToArray(), Tensor.Concatenate(1, parts).ToArray());
        Assert.Equal(new Shape(3, 2, 4), Tensor.Stack(1, x, x).Shape);
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3], Tensor.Stack(1, x, x)[0].ToArray());
    }

    [Fact]
    public void Permuting_moves_every_element_to_its_place()
    {
        var x = Tensor.Arange(24).Reshape(2, 3, 4);
        var y = x.Permute(2, 0, -2);

        Assert.Equal(new Shape(4, 2, 3), y.Shape);
        Assert.Equal(x[1, 2, 3].Item(), y[3, 1, 2].Item());
        Assert.Equal(x.ToArray(), y.Permute(1, 2, 0).ToArray());
        Assert.Equal(x.Permute(0, 2, 1).ToArray(), x.Transpose().ToArray());
        Assert.Equal(x.Permute(2, 1, 0).ToArray(), x.Transpose(0, -1).ToArray());
    }

    [Fact]
    public void Searches_find_places()
    {
        var x = Tensor.From(new double[,] { { 3, 1, 3 }, { 0, 5, 2 } });

        Assert.Equal([0, 1], x.ArgMax(1).ToArray());
        Assert.Equal([1, 0], x.ArgMin(-1).ToArray());
        Assert.Equal([0, 1, 0], x.ArgMax(0).ToArray());
        Assert.Equal(new Shape(2, 1), x.ArgMax(1, keepDims: true).Shape);
        Assert.Equal([1, 0, 2, 0, 2, 1], x.ArgSort().ToArray());
        Assert.Equal([1, 0, 1, 0, 1, 0], x.ArgSort(0).ToArray());
        Assert.Equal([1, 2, 3], Tensor.From([3, 1, 2]).IndexSelect(0, Tensor.From([3, 1, 2]).ArgSort()).ToArray());
    }

    [Fact]
    public void Comparisons_give_ones_and_zeros_without_a_gradient()
    {
        Tensor x = Tensor.From([1, 2, 3]);
        x.RequiresGrad = true;

        Assert.Equal([0, 0, 1], (x > 2).ToArray());
        Assert.Equal([0, 1, 1], (x >= 2).ToArray());
        Assert.Equal([1, 0, 0], (x < 2).ToArray());
        Assert.Equal([1, 1, 0], (x <= 2).ToArray());
        Assert.Equal([0, 1, 0], x.EqualTo(2).ToArray());
        Assert.False((x > 2).RequiresGrad);
        Assert.True((x > 2).Any() && !(x > 2).All() && x.AllClose(x + 1e-13) && !x.AllClose(x + 1e-3));
        Assert.False(Tensor.From([double.NaN]).AllClose(double.NaN));
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_operation_and_shapes()
    {
        var x = Tensor.Ones([2, 3]);

        Shape("slice: 3 ranges and indices are too many for shape (2, 3)", () => x[0, 0, 0]);
        Range("slice: 1..5 reaches over axis 1 of shape (2, 3)", () => x[0, 1..5]);
        Range("slice: ^3 reaches over axis 0 of shape (2, 3)", () => x[^3]);
        Range("slice: index -1 is negative; from the end, write ^1", () => x[-1]);
        Shape("concatenate: (2, 3) and (3, 2) differ in more than axis 0", () => Tensor.Concatenate(0, x, Tensor.Ones([3, 2])));
        Assert.Equal("concatenate: there is no tensor", Assert.Throws<InvalidArgumentException>(() => Tensor.Concatenate(0)).Message);
        Shape("stack: (2, 3) and (3) differ", () => Tensor.Stack(0, x, Tensor.Ones([3])));
        Shape("split: (1, 1) does not add up to the 3 of axis 1 of shape (2, 3)", () => x.Split(1, 1, 1)[0]);
        Shape("gather: indices (3, 1) and (2, 3) differ in more than axis 1", () => x.Gather(1, Tensor.Zeros([3, 1])));
        Range("gather: index 3 at [1, 0] is not a whole number from 0 to 2, axis 1 of shape (2, 3)", () => x.Gather(1, new Tensor([2, 1], [0, 3])));
        Range("gather: index 0.5 at [0, 0] is not a whole number from 0 to 2, axis 1 of shape (2, 3)", () => x.Gather(1, new Tensor([2, 1], [0.5, 0])));
        Shape("index select: a vector of indices is expected, not one of shape ()", () => x.IndexSelect(0, 1));
        Shape("permute: (0, 0) does not name each of the 2 axes of shape (2, 3) once", () => x.Permute(0, 0));
        Shape("squeeze: axis 1 of shape (2, 3) has extent 3, not 1", () => x.Squeeze(1));
        Range("unsqueeze: axis 4 does not exist in a tensor of 3 axes", () => x.Unsqueeze(4));
        Shape("lower triangle: a matrix is expected, but the tensor has shape (3)", () => x[0].LowerTriangle());
        Shape("matmul: () · (2, 3): matrices or vectors are expected", () => Tensor.Ones([]).MatMul(x));
        Shape(
            "matmul: (2) and (3) do not broadcast: extents 2 and 3 at axis -1 differ and neither is 1",
            () => Tensor.Ones([2, 1, 4]).MatMul(Tensor.Ones([3, 4, 1])));
        Assert.Equal(
            "axes [1, -1] of shape (2, 3) name an axis twice", Assert.Throws<InvalidArgumentException>(() => x.Sum([1, -1])).Message);
        Assert.Equal("clamp: [2, 1] is not an interval", Assert.Throws<InvalidArgumentException>(() => x.Clamp(2, 1)).Message);
        Assert.Equal(
            "variance: 1 elements are too few for a correction of 1",
            Assert.Throws<InvalidArgumentException>(() => Tensor.Ones([1]).Variance()).Message);

        static void Shape(string message, Func<Tensor> action) =>
            Assert.Equal(message, Assert.Throws<ShapeMismatchException>(action).Message);

        static void Range(string message, Func<Tensor> action) =>
            Assert.StartsWith(message, Assert.Throws<OutOfRangeException>(action).Message, StringComparison.Ordinal);
    }

    private static Gen<(int Start, int End)> Stretch(int extent) =>
        from start in Gen.Int[0, extent] from end in Gen.Int[start, extent] select (start, end);
}
