using Backprop.Scalars;

namespace Backprop.Tests.Scalars;

public class MlpTests
{
    [Fact]
    public void It_has_as_many_parameters_as_micrograds_demo()
    {
        Mlp network = new([2, 16, 16, 1], new Generator(1));

        Assert.Equal(337, network.Parameters.Count());
        Assert.True(network.Layers[^1].Neurons[0].IsLinear && !network.Layers[0].Neurons[0].IsLinear);
        Assert.All(network.Parameters, parameter => Assert.InRange(parameter.Data, -1, 1));
    }

    [Fact]
    public void Its_gradients_are_those_of_the_tensor_engine()
    {
        Mlp network = new([2, 3, 1], new Generator(1));
        network.Forward([0.5, -2])[0].Backward();

        var first = network.Layers[0].Neurons;
        var w = new Tensor([3, 2], [.. first.SelectMany(neuron => neuron.Weights).Select(weight => weight.Data)]);
        var v = Tensor.From([.. network.Layers[1].Neurons[0].Weights.Select(weight => weight.Data)]);
        w.RequiresGrad = true;
        w.MatMul(Tensor.From([0.5, -2])).Relu().MatMul(v).Backward();

        var found = first.SelectMany(neuron => neuron.Weights).Select(weight => weight.Grad);
        Assert.All(w.Grad!.ToArray().Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void Steps_down_the_gradient_lower_the_loss_and_zeroing_starts_anew()
    {
        Mlp network = new([1, 8, 1], new Generator(3));
        double[] losses = [.. Enumerable.Range(0, 50).Select(_ =>
        {
            Value[] errors = [.. new[] { -1.0, 0, 1 }.Select(x => (network.Forward([x])[0] - (x * x)).Pow(2))];
            var loss = errors[0] + errors[1] + errors[2];
            network.ZeroGrad();
            loss.Backward();
            foreach (var parameter in network.Parameters)
            {
                parameter.Data -= 0.02 * parameter.Grad;
            }

            return loss.Data;
        })];

        Assert.InRange(losses[^1], 0, losses[0] / 4);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Equal("mlp: 1 widths make no layer; name inputs and outputs", Assert.Throws<InvalidArgumentException>(() => new Mlp([1], new Generator(1))).Message);
        Assert.Equal("neuron: 1 inputs for 2 weights", Assert.Throws<InvalidArgumentException>(() => new Mlp([2, 1], new Generator(1)).Forward([1])).Message);
        Assert.Throws<OutOfRangeException>(() => new Neuron(0, new Generator(1)));
    }
}
