using Backprop.Optimizers;

namespace Backprop.Tests.Optimizers;

public class WarmupLinearDecayTests
{
    [Theory]
    [InlineData(0, 0.001 / 2500)]
    [InlineData(1249, 0.0005)]
    [InlineData(2499, 0.001)]
    [InlineData(2500, 0.001)]
    [InlineData(13_750, 0.0005)]
    [InlineData(24_999, 0.001 / 22_500)]
    [InlineData(25_000, 0)]
    [InlineData(99_999, 0)]
    public void The_rate_rises_to_its_peak_and_falls_to_zero(int step, double rate) =>
        Assert.Equal(rate, new WarmupLinearDecay(0.001, 2_500, 25_000).At(step), 1e-18);

    [Fact]
    public void Without_warm_up_it_starts_at_the_peak() => Assert.Equal(1, new WarmupLinearDecay(1, 0, 10).At(0));

    [Fact]
    public void What_is_no_schedule_is_refused()
    {
        Assert.Throws<OutOfRangeException>(() => new WarmupLinearDecay(-1, 1, 10));
        Assert.Throws<OutOfRangeException>(() => new WarmupLinearDecay(1, -1, 10));
        Assert.Throws<OutOfRangeException>(() => new WarmupLinearDecay(1, 10, 10));
        Assert.Throws<OutOfRangeException>(() => new WarmupLinearDecay(1, 1, 10).At(-1));
    }
}
