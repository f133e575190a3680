using Backprop.Layers;
using Backprop.Optimizers;

namespace Backprop.Tests.Optimizers;

public class ParameterGroupsTests
{
    private readonly Parameter first = new(Tensor.From([1, 2]));
    private readonly Parameter second = new(Tensor.From([3]));

    [Fact]
    public void A_schedule_moves_the_rates_of_all_groups()
    {
        Sgd sgd = new([first], 1);
        sgd.AddGroup([second], learningRateFactor: 0.5);
        sgd.LearningRate = 0.1;
        (first.Sum() + second.Sum()).Backward();
        sgd.Step();

        Assert.Equal([0.9, 1.9], first.ToArray());
        Assert.Equal([2.95], second.ToArray());
        sgd.ZeroGrad();
        Assert.Null(second.Grad);
    }

    [Fact]
    public void A_group_without_a_decay_of_its_own_has_the_optimizers()
    {
        AdamW adam = new([first], 0.1, weightDecay: 0.5);
        adam.AddGroup([second]);
        Assert.Equal(0.5, adam.WeightDecay);
        (0 * second.Sum()).Backward();
        adam.Step();

        Assert.Equal([3 * (1 - (0.1 * 0.5))], second.ToArray());
    }

    [Fact]
    public void Parameters_that_come_later_are_remembered_from_then_on()
    {
        Momentum momentum = new([first], 1, momentum: 0.5);
        for (var step = 0; step < 2; step++)
        {
            momentum.ZeroGrad();
            (first.Sum() + second.Sum()).Backward();
            momentum.Step();
            if (step == 0)
            {
                momentum.AddGroup([second]);
            }
        }

        Assert.Equal([1 - 2.5, 2 - 2.5], first.ToArray());
        Assert.Equal([2], second.ToArray());
        Assert.Equal("Momentum(η = 1, μ = 0.5) for 3 parameters in 2 groups after 2 steps", momentum.ToString());
    }

    [Fact]
    public void A_parameter_that_is_given_twice_takes_one_step()
    {
        Sgd sgd = new([second, second], 1);
        sgd.AddGroup([first, first]);
        (first.Sum() + second.Sum()).Backward();
        sgd.Step();

        Assert.Equal([0, 1], first.ToArray());
        Assert.Equal([2], second.ToArray());
    }

    [Fact]
    public void What_cannot_be_a_group_is_refused()
    {
        Sgd sgd = new([first], 1);

        Assert.StartsWith(
            "sgd: a parameter of shape (2) is in another group already", Assert.Throws<InvalidArgumentException>(() => sgd.AddGroup([second, first])).Message, StringComparison.Ordinal);
        Assert.StartsWith("sgd: there is no parameter to train", Assert.Throws<InvalidArgumentException>(() => sgd.AddGroup([])).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "sgd: a learning rate's factor is a finite number of at least 0, not -1",
            Assert.Throws<OutOfRangeException>(() => sgd.AddGroup([second], -1)).Message,
            StringComparison.Ordinal);
        Assert.Throws<OutOfRangeException>(() => sgd.AddGroup([second], weightDecay: double.NaN));
        Assert.Equal("Sgd(η = 1) for 2 parameters after 0 steps", sgd.ToString());
    }
}
