using MathNet.Numerics.LinearAlgebra;

namespace Backprop.Tests.Tensors;

public class CreationTests
{
    [Fact]
    public void Patterns_are_what_their_names_say()
    {
        Assert.Equal([1, 0, 0, 1], Tensor.Eye(2).ToArray());
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], Tensor.Linspace(0, 1, 5).ToArray());
        Assert.Equal([7], Tensor.Linspace(7, 9, 1).ToArray());
        Assert.Equal([0, 0, 1, 1, 0, 0], Tensor.OneHot(Tensor.From([2, 0]), 3).ToArray());
        Assert.Equal(new Shape(2, 1, 4), Tensor.OneHot(Tensor.Zeros([2, 1]), 4).Shape);
        Assert.Equal((0, 1, 5), (Tensor.ZerosLike(Tensor.Ones([1])).Item(), Tensor.OnesLike(1).Item(), Tensor.FullLike(1, 5).Item()));
    }

    [Fact]
    public void MathNets_matrices_and_vectors_come_and_go()
    {
        var matrix = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        var vector = Vector<double>.Build.Dense([1, 2]);

        Assert.Equal([1, 2, 3, 4, 5, 6], Tensor.From(matrix).ToArray());
        Assert.Equal(matrix, Tensor.From(matrix).ToMatrix());
        Assert.Equal(vector, Tensor.From(vector).ToVector());
        Assert.Throws<ShapeMismatchException>(() => Tensor.From(vector).ToMatrix());
        Assert.Throws<ShapeMismatchException>(() => Tensor.From(matrix).ToVector());
    }

    [Fact]
    public void A_permutation_holds_every_number_once_and_its_orders_are_equally_likely()
    {
        Generator generator = new(1);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (double)i), Tensor.Permutation(100, generator).ToArray().Order());

        var counts = Enumerable.Range(0, 6000).CountBy(_ => string.Concat(Tensor.Permutation(3, generator).ToArray())).ToList();
        Assert.Equal(6, counts.Count);
        // 1,000 each, to five standard deviations of √(6000·1/6·5/6) = 29.
        Assert.All(counts, count => Assert.InRange(count.Value, 1000 - 145, 1000 + 145));
    }

    [Fact]
    public void Whole_numbers_are_drawn_from_their_interval()
    {
        var drawn = Tensor.RandomInt([1000], -1, 3, new Generator(1)).ToArray();

        Assert.Equal([-1, 0, 1, 2], drawn.Distinct().Order());
        Assert.Throws<InvalidArgumentException>(() => Tensor.RandomInt([1], 3, 3, new Generator(1)));
    }

    [Fact]
    public void What_is_no_class_is_refused() =>
        Assert.Throws<OutOfRangeException>(() => Tensor.OneHot(Tensor.From([3]), 3));
}
