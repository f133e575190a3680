using Backprop.Data;

namespace Backprop.Tests.Data;

public class DataTests
{
    [Fact]
    public void Moons_without_noise_lie_on_their_half_circles()
    {
        var moons = Moons.Generate(7, 0, new Generator(1));

        Assert.Equal((new Shape(7, 2), new Shape(7)), (moons.X.Shape, moons.Classes.Shape));
        Assert.Equal([0, 0, 0, 1, 1, 1, 1], moons.Classes.ToArray());
        Assert.True(moons.X[..3].Norm(1).AllClose(Tensor.Ones([3])));
        Assert.True((moons.X[3..] - Tensor.From([1, 0.5])).Norm(1).AllClose(Tensor.Ones([4])));
        Assert.True((moons.X[..3, 1] >= 0).All() && (moons.X[3.., 1] <= 0.5).All());
    }

    [Fact]
    public void Moons_are_the_same_for_the_same_seed()
    {
        Assert.Equal(
            Moons.Generate(100, 0.1, new Generator(3)).X.ToArray(), Moons.Generate(100, 0.1, new Generator(3)).X.ToArray());
        Assert.Throws<OutOfRangeException>(() => Moons.Generate(1, 0.1, new Generator(1)));
        Assert.Throws<OutOfRangeException>(() => Moons.Generate(10, -1, new Generator(1)));
    }

    [Fact]
    public void Batches_hold_every_sample_once_with_what_belongs_to_it()
    {
        var x = Tensor.Arange(20).Reshape(10, 2);
        var batches = Batches.Shuffled(x, Tensor.Arange(10), 4, new Generator(1)).ToList();

        Assert.Equal([4, 4, 2], batches.Select(batch => batch.Y.Size));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (double)i), batches.SelectMany(batch => batch.Y.ToArray()).Order());
        Assert.All(batches, batch => Assert.Equal((batch.Y * 2).ToArray(), batch.X[.., 0].ToArray()));
        Assert.NotEqual(Tensor.Arange(4).ToArray(), batches[0].Y.ToArray());
        Assert.Throws<ShapeMismatchException>(() => Batches.Shuffled(x, Tensor.Arange(9), 4, new Generator(1)));
        Assert.Throws<OutOfRangeException>(() => Batches.Shuffled(x, x, 0, new Generator(1)));
    }
}
