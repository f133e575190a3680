using Backprop.Layers;

namespace Backprop.Tests.Layers;

public class ModuleTests
{
    private static readonly Generator Random = new(1);

    [Fact]
    public void Parameters_are_named_after_their_place()
    {
        Sequential network = new(new Linear(1, 2, Random), new Sigmoid(), new Sequential(new Linear(2, 1, Random, bias: false)));

        Assert.Equal(["0.weight", "0.bias", "2.0.weight"], network.NamedParameters.Select(named => named.Name));
        Assert.Equal(network.NamedParameters.Select(named => named.Parameter), network.Parameters);
        Assert.Equal(6, network.ParameterCount);
    }

    [Fact]
    public void Its_text_shows_its_structure() => Assert.Equal(
        """
        Sequential(
          (0): Linear(1 to 2), 4 parameters
          (1): Sequential(
            (0): Relu()
            (1): Linear(2 to 1, no bias), 2 parameters
          ), 2 parameters
          (2): Dropout(0.5)
        ), 6 parameters
        """.ReplaceLineEndings("\n"),
        new Sequential(new Linear(1, 2, Random), new Sequential(new Relu(), new Linear(2, 1, Random, bias: false)), new Dropout(0.5, Random))
            .ToString());

    [Fact]
    public void Dropout_drops_while_training_only_and_keeps_the_mean()
    {
        Dropout layer = new(0.25, new Generator(1));
        Sequential network = new(layer);
        var x = Tensor.Ones([100, 100]);
        var y = network.Forward(x).ToArray();

        Assert.All(y, number => Assert.True(number == 0 || Math.Abs(number - (4 / 3.0)) < 1e-12));
        // 10,000 draws: five standard errors of √(1/3)/100.
        Assert.Equal(1, y.Average(), 5 * Math.Sqrt(1 / 3.0) / 100);
        network.Eval();
        Assert.False(layer.IsTraining);
        Assert.Same(x, network.Forward(x));
        network.Train();
        Assert.True(layer.IsTraining);
        Assert.Throws<OutOfRangeException>(() => new Dropout(1, Random));
    }

    [Fact]
    public void Attention_that_is_causal_does_not_see_what_comes_later()
    {
        MultiHeadSelfAttention layer = new(4, 2, new Generator(1));
        var x = Tensor.Uniform([1, 3, 4], -1, 1, new Generator(2));
        var (before, weights) = (layer.Forward(x), layer.Attend(x).Weights);
        var changed = x.Detach();
        changed.Write(data => data[8..].Fill(5)); // the last of three samples

        Assert.Equal(before[0, ..2].ToArray(), layer.Forward(changed)[0, ..2].ToArray());
        Assert.NotEqual(before[0, 2].ToArray(), layer.Forward(changed)[0, 2].ToArray());
        Assert.Equal(new Shape(1, 2, 3, 3), weights.Shape);
        Assert.True((weights - weights.LowerTriangle()).EqualTo(0).All());
        Assert.True(weights.Sum(-1).AllClose(Tensor.Ones([1, 2, 3])));
    }

    [Theory]
    [InlineData(true, 3, 5, 4, 2)]
    [InlineData(false, 3, 5, 4, 2)]
    [InlineData(true, 1, 1, 3, 3)] // heads of one feature
    [InlineData(false, 2, 9, 6, 6)]
    [InlineData(true, 2, 33, 40, 2)] // tiles, and what is left over
    public void Attention_is_one_operation_with_the_value_and_gradients_of_its_steps(bool isCausal, int batch, int time, int features, int heads)
    {
        var x = Tensor.Normal([batch, time, 3 * features], 0, 1, new Generator(1));
        var seed = Tensor.Normal([batch, time, features], 0, 1, new Generator(2));
        x.RequiresGrad = true;
        var (whole, steps) = (x.Attention(heads, isCausal), x.AttentionInSteps(heads, isCausal).Output);

        // Sums of up to 40 products of numbers of about 1, and a softmax: some hundred roundings.
        Assert.True(whole.AllClose(steps, relative: 1e-13, absolute: 1e-13));
        Assert.True(whole.Gradient(x, seed).AllClose(steps.Gradient(x, seed), relative: 1e-12, absolute: 1e-12));
        var (slope, expected) = (whole.Gradient(x, seed, record: true), steps.Gradient(x, seed, record: true));
        Assert.True(slope.Square().Sum().Gradient(x).AllClose(expected.Square().Sum().Gradient(x), relative: 1e-11, absolute: 1e-11));
    }

    [Fact]
    public void Attention_has_the_right_gradient() => GradientCheck.Verify(
        x => x.Attention(2, isCausal: true), Tensor.Normal([2, 4, 12], 0, 1, new Generator(1)), new Generator(2));

    [Fact]
    public void A_place_in_a_sequence_has_features_of_its_own()
    {
        PositionalEmbedding layer = new(5, 2, Random);
        var y = layer.Forward(Tensor.Zeros([3, 4, 2]));

        Assert.Equal(layer.Weight[..4].ToArray(), y[1].ToArray());
        Assert.Equal(
            "positional embedding: (1, 6, 2) does not fit a table of shape (5, 2)",
            Assert.Throws<ShapeMismatchException>(() => layer.Forward(Tensor.Zeros([1, 6, 2]))).Message);
    }

    [Fact]
    public void What_does_not_fit_a_layer_is_refused()
    {
        Assert.Throws<OutOfRangeException>(() => new Embedding(3, 2, Random).Forward(Tensor.From([3])));
        Assert.Equal(
            "layer norm: (2, 3) does not end in 4 features",
            Assert.Throws<ShapeMismatchException>(() => new LayerNorm(4).Forward(Tensor.Zeros([2, 3]))).Message);
        Assert.Equal(
            "attention: 4 features cannot be shared out among 3 heads",
            Assert.Throws<InvalidArgumentException>(() => new MultiHeadSelfAttention(4, 3, Random)).Message);
        Assert.Throws<ShapeMismatchException>(() => new TransformerBlock(4, 2, Random).Forward(Tensor.Zeros([3, 4])));
        Assert.Throws<ShapeMismatchException>(() => Loss.CrossEntropy(Tensor.Zeros([2, 3]), Tensor.Zeros([3])));
        Assert.Throws<OutOfRangeException>(() => Loss.CrossEntropy(Tensor.Zeros([2, 3]), Tensor.From([0, double.NaN])));
        Assert.Throws<OutOfRangeException>(() => Loss.CrossEntropy(Tensor.Zeros([2, 3]), Tensor.From([0, 3])));
    }

    [Fact]
    public void Initial_weights_have_the_variance_that_their_authors_wanted()
    {
        Generator generator = new(1);
        (Tensor Weight, double Variance)[] initial =
        [
            (Initializers.XavierUniform(100, 200, generator), 2.0 / 300), (Initializers.XavierNormal(100, 200, generator), 2.0 / 300),
            (Initializers.KaimingUniform(100, 200, generator), 2.0 / 100), (Initializers.KaimingNormal(100, 200, generator), 2.0 / 100),
        ];

        // Five standard errors of the variance of 20,000 normal numbers; uniform ones scatter less.
        Assert.All(initial, one => Assert.Equal(one.Variance, one.Weight.Square().Mean().Item(), one.Variance * 5 * Math.Sqrt(2.0 / 20_000)));
        Assert.Throws<OutOfRangeException>(() => Initializers.KaimingNormal(0, 1, generator));
    }
}
