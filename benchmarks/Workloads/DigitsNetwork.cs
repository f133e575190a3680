using Backprop.Layers;
using Backprop.Optimizers;

namespace Backprop.Benchmarks.Workloads;

/// <summary>W3: a step of a digit classifier 784-128-64-32-10 with sigmoids, on one batch of made-up pictures.</summary>
internal sealed class DigitsNetwork : Workload
{
    public const double LearningRate = 0.1;

    private readonly Tensor images;
    private readonly Tensor classes;
    private readonly Sequential network;
    private readonly Sgd optimizer;

    public DigitsNetwork(Inputs inputs, int batch)
    {
        Generator generator = new(batch);
        images = Tensor.Uniform([batch, 784], 0, 1, generator);
        classes = Tensor.RandomInt([batch], 0, 10, generator);
        network = Networks.Sigmoids(generator, 784, 128, 64, 32, 10);
        optimizer = new Sgd(network.Parameters, LearningRate);
        inputs.Write($"W3-{batch}", [("x", images), ("y", classes), .. network.NamedParameters.Select(one => (one.Name, (Tensor)one.Parameter))]);
    }

    public override double Step()
    {
        var loss = Loss.CrossEntropy(network.Forward(images), classes);
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        return loss.Item();
    }
}
