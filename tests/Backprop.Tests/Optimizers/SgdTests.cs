using Backprop.Layers;
using Backprop.Optimizers;

namespace Backprop.Tests.Optimizers;

public class SgdTests
{
    [Fact]
    public void A_step_goes_down_by_the_rate_times_the_gradient()
    {
        Parameter used = new(new Tensor([2], [1, 2])), unused = new(Tensor.Ones([1]));
        Sgd sgd = new([used, unused], learningRate: 0.1);
        used.Pow(2).Sum().Backward();
        sgd.Step();

        Assert.Equal(0.8, used.Data[0], 1e-15);
        Assert.Equal(1.6, used.Data[1], 1e-15);
        Assert.Equal(1, unused.Item());
        sgd.ZeroGrad();
        Assert.Null(used.Grad);
    }

    [Fact]
    public void What_cannot_train_is_refused()
    {
        Assert.Equal("sgd: there is no parameter to train (Parameter 'parameters')", Assert.Throws<InvalidArgumentException>(() => new Sgd([], 1)).Message);
        Assert.Throws<ArgumentNullException>(() => new Sgd(null!, 1));
        Parameter one = new(Tensor.Ones([1]));
        foreach (var rate in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Contains(
                "a learning rate is a finite number of at least 0",
                Assert.Throws<OutOfRangeException>(() => new Sgd([one], rate)).Message,
                StringComparison.Ordinal);
        }
    }
}
