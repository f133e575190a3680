using Backprop.Data;
using Backprop.Scalars;

namespace Backprop.Benchmarks.Workloads;

/// <summary>
/// W2: a full-batch step of a scalar network 2-16-16-1 on 100 moons, with max-margin loss and a penalty on large weights:
/// what micrograd's demo does.
/// </summary>
internal sealed class ScalarMoons : Workload
{
    private const int Samples = 100;
    private const double Penalty = 1e-4;
    private const int Steps = 100;

    private readonly Value[][] points;
    private readonly double[] labels;
    private readonly Mlp network = new([2, 16, 16, 1], new Generator(1337));
    private readonly Value[] parameters;
    private int step;

    public ScalarMoons(Inputs inputs)
    {
        var moons = Moons.Generate(Samples, 0.1, new Generator(1));
        points = [.. Enumerable.Range(0, Samples).Select(i => new Value[] { moons.X.Data[2 * i], moons.X.Data[(2 * i) + 1] })];
        labels = [.. moons.Classes.ToArray().Select(each => (2 * each) - 1)];
        parameters = [.. network.Parameters];
        inputs.Write("W2", [("x", moons.X), ("y", Tensor.From(labels)), ("parameters", Tensor.From([.. parameters.Select(each => each.Data)]))]);
    }

    public override double Step()
    {
        Value margin = 0;
        for (var i = 0; i < Samples; i++)
        {
            margin += (1 - (labels[i] * network.Forward(points[i])[0])).Relu();
        }

        Value squares = 0;
        foreach (var parameter in parameters)
        {
            squares += parameter * parameter;
        }

        var loss = (margin * (1.0 / Samples)) + (Penalty * squares);
        network.ZeroGrad();
        loss.Backward();
        var rate = 1.0 - (0.9 * (step++ % Steps) / Steps);
        foreach (var parameter in parameters)
        {
            parameter.Data -= rate * parameter.Grad;
        }

        return loss.Data;
    }
}
