using Backprop.Data;
using Backprop.Layers;
using Backprop.Optimizers;

namespace Backprop.Benchmarks.Workloads;

/// <summary>W1: one full-batch step of the quadratic fitter, 1-32-64-64-32-1 with sigmoids, on 200 points.</summary>
internal sealed class QuadraticFitter : Workload
{
    public const double LearningRate = 1e-3;

    private readonly Tensor x;
    private readonly Tensor y;
    private readonly Sequential network;
    private readonly Sgd optimizer;

    public QuadraticFitter(Inputs inputs)
    {
        var data = QuadraticData.Load();
        (x, y) = (data.X, data.Y);
        network = Networks.Sigmoids(new Generator(42), 1, 32, 64, 64, 32, 1);
        optimizer = new Sgd(network.Parameters, LearningRate);
        inputs.Write("W1", [("x", x), ("y", y), .. network.NamedParameters.Select(one => (one.Name, (Tensor)one.Parameter))]);
    }

    public override double Step()
    {
        var loss = Loss.MeanSquaredError(network.Forward(x), y);
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        return loss.Item();
    }
}
