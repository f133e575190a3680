using Backprop.ManualGrad;

namespace Backprop.Tests.ManualGrad;

public class LayersTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_linear_layers_gradients_are_those_of_nudging(bool bias)
    {
        Generator generator = new(1);
        Linear layer = new(3, 2, generator, bias);
        var x = Tensor.Uniform([4, 3], -1, 1, generator);
        var gradient = Tensor.Uniform([4, 2], -1, 1, generator);
        layer.Forward(x);
        var found = layer.Backward(gradient);

        Equal(FiniteDifference.Gradient(layer.Forward, x, gradient), found);
        Assert.Equal(bias ? 2 : 1, layer.Parameters.Count());
        foreach (var parameter in layer.Parameters)
        {
            Equal(FiniteDifference.Gradient(Moved, parameter.Detach(), gradient), parameter.Grad!);

            Tensor Moved(Tensor values)
            {
                var before = parameter.ToArray();
                parameter.Write(data => values.Data.CopyTo(data));
                var output = layer.Forward(x);
                parameter.Write(data => before.CopyTo(data));
                return output;
            }
        }
    }

    [Fact]
    public void A_layer_in_two_places_of_a_network_is_refused_since_it_keeps_one_input()
    {
        Linear shared = new(2, 2, new Generator(1));
        var error = Assert.Throws<InvalidArgumentException>(() => new Network(shared, new Network(new Sigmoid(), shared)));

        Assert.Equal(
            "network: the Linear at 1.1 is also the one at 0; a layer keeps its last input alone, so make a layer for each place, or use "
            + "Backprop.Layers, where autograd adds up what comes from several places",
            error.Message);
        Sigmoid sigmoid = new();
        Assert.Throws<InvalidArgumentException>(() => new Network(sigmoid, sigmoid));
        Assert.Throws<ArgumentNullException>(() => new Network(null!));
    }

    [Fact]
    public void A_sigmoid_layers_gradient_is_that_of_nudging()
    {
        Sigmoid layer = new();
        var x = Tensor.Uniform([3, 2], -4, 4, new Generator(1));
        var gradient = Tensor.Uniform([3, 2], -1, 1, new Generator(2));
        layer.Forward(x);
        var found = layer.Backward(gradient);

        Equal(FiniteDifference.Gradient(layer.Forward, x, gradient), found);
    }

    [Fact]
    public void The_mean_squared_error_averages_over_all_elements_and_its_gradient_too()
    {
        MeanSquaredError loss = new();
        Tensor prediction = new([2, 3], [1, 2, 3, 4, 5, 6]);
        var target = Tensor.Ones([2, 3]);

        Assert.Equal((0 + 1 + 4 + 9 + 16 + 25) / 6.0, loss.Forward(prediction, target), 1e-15);
        Equal(FiniteDifference.Gradient(y => (y - target).Pow(2).Mean(), prediction), loss.Backward());
    }

    [Fact]
    public void Gradients_add_up_until_they_are_zeroed()
    {
        Linear layer = new(2, 2, new Generator(1));
        var x = Tensor.Ones([1, 2]);
        for (var pass = 0; pass < 2; pass++)
        {
            layer.Forward(x);
            layer.Backward(x);
        }

        Assert.All(layer.Weight.Grad!.ToArray(), number => Assert.Equal(2, number));
    }

    [Fact]
    public void A_layer_records_nothing()
    {
        Network network = new(new Linear(2, 2, new Generator(1)), new Sigmoid());
        var x = Tensor.Ones([1, 2]);
        x.RequiresGrad = true;

        Assert.False(network.Forward(x).RequiresGrad);
    }

    [Fact]
    public void Backward_without_forward_and_gradients_of_another_shape_are_refused()
    {
        Linear layer = new(2, 3, new Generator(1));
        Assert.Equal(
            "linear: Backward needs a Forward before it",
            Assert.Throws<GradientException>(() => layer.Backward(Tensor.Ones([1, 3]))).Message);
        Assert.Equal(
            "sigmoid: Backward needs a Forward before it",
            Assert.Throws<GradientException>(() => new Sigmoid().Backward(Tensor.Ones([1, 3]))).Message);
        Assert.Equal(
            "mean squared error: Backward needs a Forward before it",
            Assert.Throws<GradientException>(() => new MeanSquaredError().Backward()).Message);
        layer.Forward(Tensor.Ones([4, 2]));
        Assert.Equal(
            "linear: the gradient has shape (1, 3), but the output had (4, 3)",
            Assert.Throws<ShapeMismatchException>(() => layer.Backward(Tensor.Ones([1, 3]))).Message);
        Assert.Equal(
            "matmul: (1, 3) · (2, 3): inner extents 3 and 2 differ",
            Assert.Throws<ShapeMismatchException>(() => layer.Forward(Tensor.Ones([1, 3]))).Message);
        Assert.Null(layer.Weight.Grad);
    }

    /// <summary>To what central differences of numbers of size 1 give.</summary>
    private static void Equal(Tensor expected, Tensor found)
    {
        Assert.Equal(expected.Shape, found.Shape);
        Assert.All(expected.ToArray().Zip(found.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
    }
}
