using Backprop.Layers;
using Backprop.Optimizers;

namespace Backprop.Tests.Optimizers;

public class GradientClippingTests
{
    [Fact]
    public void The_common_norm_comes_down_to_the_limit_and_keeps_its_direction()
    {
        var (a, b) = Pair();
        Assert.Equal(5, GradientClipping.ByNorm([a, b, new Parameter(1)], 1), 1e-12);
        Assert.Equal((0.6, 0.8), (Math.Round(a.Grad!.Item(), 12), Math.Round(b.Grad!.Item(), 12)));
        Assert.Equal(1, GradientClipping.ByNorm([a, b], 2), 1e-12);
        Assert.Equal(0.6, a.Grad.Item(), 1e-12);
    }

    [Fact]
    public void Elements_come_into_their_interval()
    {
        var (a, b) = Pair();
        GradientClipping.ByValue([a, b, new Parameter(1)], 3.5);

        Assert.Equal((3, 3.5), (a.Grad!.Item(), b.Grad!.Item()));
        Assert.Throws<OutOfRangeException>(() => GradientClipping.ByValue([a], 0));
        Assert.Throws<OutOfRangeException>(() => GradientClipping.ByNorm([a], double.NaN));
    }

    [Fact]
    public void Optimizers_and_schedules_refuse_numbers_out_of_range()
    {
        Parameter[] one = [new Parameter(1)];
        Assert.Contains("momentum: a momentum is a number from 0 to below 1, not 1", Assert.Throws<OutOfRangeException>(() => new Momentum(one, 1, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<OutOfRangeException>(() => new Adam(one, beta2: 1));
        Assert.Throws<OutOfRangeException>(() => new RmsProp(one, alpha: -0.1));
        Assert.Throws<OutOfRangeException>(() => new AdamW(one, weightDecay: double.NaN));
        Assert.Throws<OutOfRangeException>(() => new StepDecay(1, 0));
        Assert.Throws<OutOfRangeException>(() => new CosineDecay(double.PositiveInfinity, 1));
        Assert.Throws<OutOfRangeException>(() => new CosineDecay(1, 1).At(-1));
    }

    private static (Parameter, Parameter) Pair()
    {
        Parameter a = new(1), b = new(1);
        ((3 * a) + (4 * b)).Backward();
        return (a, b);
    }
}
