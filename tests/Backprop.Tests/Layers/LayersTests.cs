using Backprop.Layers;

namespace Backprop.Tests.Layers;

public class LayersTests
{
    [Fact]
    public void A_linear_layer_is_a_product_and_a_sum()
    {
        Linear layer = new(2, 1, new Generator(1));
        layer.Weight.Write(data => data.Fill(2));
        layer.Bias!.Write(data => data.Fill(0.5));

        Assert.Equal([6.5, 14.5], layer.Forward(new Tensor([2, 2], [1, 2, 3, 4])).ToArray());
        Assert.Null(new Linear(2, 1, new Generator(1), bias: false).Bias);
    }

    [Fact]
    public void Its_start_is_PyTorchs_default_within_one_over_the_root_of_the_inputs()
    {
        Linear layer = new(100, 200, new Generator(1));
        var numbers = layer.Weight.ToArray();

        Assert.All(numbers, number => Assert.InRange(number, -0.1, 0.1));
        Assert.All(layer.Bias!.ToArray(), number => Assert.InRange(number, -0.1, 0.1));
        // Evenly drawn: variance 0.2²/12, to five standard errors of 20,000 draws.
        Assert.Equal(0.04 / 12, numbers.Average(number => number * number), 0.04 / 12 * 5 * Math.Sqrt(0.8 / 20_000));
        Assert.Equal(numbers, new Linear(100, 200, new Generator(1)).Weight.ToArray());
    }

    [Fact]
    public void A_sequence_runs_in_order_and_lists_its_parameters()
    {
        Linear first = new(1, 2, new Generator(1)), last = new(2, 1, new Generator(2), bias: false);
        Sequential network = new(first, new Sigmoid(), last);
        Tensor x = new([2, 1], [1, 2]);

        Assert.Equal([first.Weight, first.Bias!, last.Weight], network.Parameters);
        Assert.Equal(last.Forward(first.Forward(x).Sigmoid()).ToArray(), network.Forward(x).ToArray());
    }

    [Fact]
    public void Zeroing_forgets_the_gradients_of_all_parameters()
    {
        Linear layer = new(1, 1, new Generator(1));
        layer.Forward(Tensor.Ones([1, 1])).Backward();
        Assert.All(layer.Parameters, parameter => Assert.NotNull(parameter.Grad));
        layer.ZeroGrad();

        Assert.All(layer.Parameters, parameter => Assert.Null(parameter.Grad));
    }

    [Fact]
    public void The_mean_squared_error_averages_over_all_elements()
    {
        Assert.Equal(2.5, Loss.MeanSquaredError(new Tensor([1, 2], [1, 2]), Tensor.Zeros([1, 2])).Item());
        GradientCheck.Verify(Loss.MeanSquaredError, Tensor.Ones([2, 3]), Tensor.Zeros([2, 3]), new Generator(1));
    }

    [Fact]
    public void Targets_of_another_shape_are_refused_rather_than_broadcast() => Assert.Equal(
        "mean squared error: prediction (4, 1) and target (4) differ",
        Assert.Throws<ShapeMismatchException>(() => Loss.MeanSquaredError(Tensor.Ones([4, 1]), Tensor.Ones([4]))).Message);

    [Fact]
    public void What_is_no_layer_is_refused()
    {
        Assert.Throws<OutOfRangeException>(() => new Linear(0, 1, new Generator(1)));
        Assert.Throws<OutOfRangeException>(() => new Linear(1, -1, new Generator(1)));
        Assert.Throws<ArgumentNullException>(() => new Parameter(null!));
    }
}
