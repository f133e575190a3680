using Backprop.Layers;

namespace Backprop.Tests.Layers;

/// <summary>Dropout of the weights of attention.</summary>
public class AttentionDropoutTests
{
    private static readonly Tensor Input = Tensor.Uniform([2, 5, 4], -1, 1, new Generator(2));

    [Fact]
    public void While_training_each_weight_is_dropped_or_made_larger()
    {
        var whole = new MultiHeadSelfAttention(4, 2, new Generator(1)).Attend(Input).Weights.ToArray();
        var dropped = new MultiHeadSelfAttention(4, 2, new Generator(1), dropout: 0.25).Attend(Input).Weights.ToArray();

        Assert.All(whole.Zip(dropped), pair => Assert.True(pair.Second == 0 || Math.Abs(pair.Second - (pair.First / 0.75)) < 1e-15));
        Assert.Contains(whole.Zip(dropped), pair => pair is { First: > 0, Second: 0 });
        Assert.Contains(dropped, weight => weight > 0);
    }

    [Fact]
    public void The_output_is_made_of_the_weights_that_are_left_and_drawn_from_the_generator()
    {
        Tensor Output(double dropout) => new MultiHeadSelfAttention(4, 2, new Generator(1), dropout: dropout).Forward(Input);

        Assert.Equal(Output(0.5).ToArray(), Output(0.5).ToArray());
        Assert.False(Output(0.5).AllClose(Output(0)));
        Assert.Equal(
            Output(0.5).ToArray(), new MultiHeadSelfAttention(4, 2, new Generator(1), dropout: 0.5).Attend(Input).Output.ToArray());
    }

    [Fact]
    public void In_use_nothing_is_dropped_in_a_block_either()
    {
        TransformerBlock with = new(4, 2, new Generator(1), dropout: 0.5), without = new(4, 2, new Generator(1));

        Assert.False(with.Forward(Input).AllClose(without.Forward(Input)));
        with.Eval();
        Assert.Equal(without.Forward(Input).ToArray(), with.Forward(Input).ToArray());
        Assert.Equal(without.NamedParameters.Select(named => named.Name), with.NamedParameters.Select(named => named.Name));
    }

    [Fact]
    public void It_has_the_right_gradient() => GradientCheck.Verify(
        x => new MultiHeadSelfAttention(4, 2, new Generator(1), dropout: 0.5).Forward(x), Input, new Generator(3));

    [Fact]
    public void A_probability_of_one_is_refused() =>
        Assert.Throws<OutOfRangeException>(() => new MultiHeadSelfAttention(4, 2, new Generator(1), dropout: 1));
}
