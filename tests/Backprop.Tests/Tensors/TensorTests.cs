namespace Backprop.Tests.Tensors;

public class TensorTests
{
    [Fact]
    public void It_copies_what_it_is_made_from()
    {
        double[] data = [1, 2];
        Tensor tensor = new([2], data.AsSpan());
        data[0] = 100;
        tensor.ToArray()[1] = 100;

        Assert.Equal([1, 2], tensor.ToArray());
    }

    [Fact]
    public void Writing_is_counted()
    {
        var tensor = Tensor.Zeros([2]);
        tensor.Write(data => data.Fill(3));

        Assert.Equal(1, tensor.Version);
        Assert.Equal([3, 3], tensor.ToArray());
    }

    [Fact]
    public void Arrays_of_one_and_two_dimensions_become_tensors()
    {
        Assert.Equal(new Shape(3), Tensor.From([1, 2, 3]).Shape);
        Assert.Equal([1, 2, 3, 4], Tensor.From(new double[,] { { 1, 2 }, { 3, 4 } }).ToArray());
        Assert.Equal(new Shape(2, 1), Tensor.From([[1], [2]]).Shape);
        Assert.Equal([0, 1, 2], Tensor.Arange(3).ToArray());
        var cube = new double[2, 1, 2];
        cube[1, 0, 1] = 7;
        Assert.Equal((new Shape(2, 1, 2), 7), (Tensor.From(cube).Shape, Tensor.From(cube)[1, 0, 1].Item()));
        Assert.Contains("Int32[]", Assert.Throws<InvalidArgumentException>(() => Tensor.From(Array.Empty<int>())).Message, StringComparison.Ordinal);
        Assert.Equal("from: row 1 has 2 elements, but row 0 has 1", Assert.Throws<ShapeMismatchException>(() => Tensor.From([[1], [2, 3]])).Message);
    }

    [Fact]
    public void Drawn_tensors_are_the_same_for_the_same_seed_and_lie_where_they_should()
    {
        var uniform = Tensor.Uniform([10_000], -2, 3, new Generator(7));
        var normal = Tensor.Normal([10_000], 5, 2, new Generator(7));

        Assert.Equal(uniform.ToArray(), Tensor.Uniform([10_000], -2, 3, new Generator(7)).ToArray());
        Assert.All(uniform.ToArray(), number => Assert.InRange(number, -2, 3));
        // Five standard errors: 5·√(25/12/10⁴) and 5·2/√10⁴.
        Assert.Equal(0.5, uniform.Mean().Item(), 0.072);
        Assert.Equal(5, normal.Mean().Item(), 0.1);
        Assert.Equal(4, (normal - normal.Mean().Item()).Pow(2).Mean().Item(), 5 * 4 * Math.Sqrt(2.0 / 10_000));
    }

    [Fact]
    public void A_shape_that_does_not_fit_is_named_with_the_operation_and_nothing_changes()
    {
        var tensor = Tensor.Ones([2, 3]);

        Assert.Equal("matmul: (200, 64) · (32, 1): inner extents 64 and 32 differ", Error(() => Tensor.Ones([200, 64]).MatMul(Tensor.Ones([32, 1]))));
        Assert.Equal("matmul: (3) · (2, 3): inner extents 3 and 2 differ", Error(() => Tensor.Ones([3]).MatMul(tensor)));
        Assert.Equal("transpose: a matrix is expected, but the tensor has shape (3)", Error(() => Tensor.Ones([3]).Transpose()));
        Assert.Equal("reshape: (2, 3) has 6 elements, which do not fit (4, -1)", Error(() => tensor.Reshape(4, -1)));
        Assert.Equal("expand: (2, 3) does not expand to (3, 3)", Error(() => tensor.Expand([3, 3])));
        Assert.Equal("sum to: (2, 3) does not sum to (4), since (4) does not expand to it", Error(() => tensor.SumTo([4])));
        Assert.Equal("tensor: shape (2) has 2 elements, but 3 were given", Error(() => new Tensor([2], [1, 2, 3])));
    }

    [Fact]
    public void Null_empty_and_out_of_range_inputs_have_messages_of_their_own()
    {
        var tensor = Tensor.Ones([2, 3]);

        Assert.Throws<ArgumentNullException>(() => tensor + (Tensor)null!);
        Assert.Throws<ArgumentNullException>(() => tensor.MatMul(null!));
        Assert.Throws<ArgumentNullException>(() => tensor.Write(null!));
        Assert.Throws<ArgumentNullException>(() => new Tensor(null!, [1.0]));
        Assert.Equal("mean: shape (0) is empty along axes [0]", Assert.Throws<InvalidArgumentException>(() => Tensor.Zeros([0]).Mean()).Message);
        Assert.Equal("mean: shape (0, 2) is empty along axes [0]", Assert.Throws<InvalidArgumentException>(() => Tensor.Zeros([0, 2]).Mean(0)).Message);
        Assert.Equal(
            "item: a single number is expected, but the tensor has shape (2, 3)",
            Assert.Throws<ShapeMismatchException>(() => tensor.Item()).Message);
        Assert.Throws<OutOfRangeException>(() => tensor.Sum(axis: 2));
        Assert.Equal("uniform: [2, 1) is not an interval", Assert.Throws<InvalidArgumentException>(() => new Generator(1).Uniform(2, 1)).Message);
        Assert.Throws<OutOfRangeException>(() => new Generator(1).Normal(0, -1));
    }

    [Fact]
    public void Its_text_is_aligned_like_NumPys()
    {
        Assert.Equal("Tensor (2, 2)\n[[ 1  ,  2.5],\n [-3  ,  4  ]]", new Tensor([2, 2], [1, 2.5, -3, 4]).ToString());
        var x = Tensor.Zeros([2]);
        x.RequiresGrad = true;
        Assert.Equal("Tensor (2), requires grad\n[0, 0]", x.ToString());
        Assert.Equal("Tensor (2), made by exp\n[1, 1]", x.Exp().ToString());
    }

    [Fact]
    public void Its_text_leaves_out_the_middle_of_long_axes()
    {
        var text = Tensor.Arange(100).ToString();

        Assert.Equal("Tensor (100)\n[ 0,  1,  2, …, 97, 98, 99]", text);
    }

    private static string Error(Func<object> action) => Assert.Throws<ShapeMismatchException>(action).Message;
}
