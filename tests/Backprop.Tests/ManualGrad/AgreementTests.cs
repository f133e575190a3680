using Backprop.Data;
using Backprop.Layers;
using Backprop.Optimizers;
using Manual = Backprop.ManualGrad;

namespace Backprop.Tests.ManualGrad;

/// <summary>Manual gradients and autograd's, on the course's own network.</summary>
public class AgreementTests
{
    private static readonly int[] Widths = [1, 32, 64, 64, 32, 1];

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    public void They_agree_to_rounding_for_every_parameter_over_a_hundred_steps(int seed)
    {
        var data = QuadraticData.Load();
        var (auto, manual) = (AutoNetwork(new Generator(seed)), ManualNetwork(new Generator(seed)));
        Sgd autoSgd = new(auto.Parameters, 0), manualSgd = new(manual.Parameters, 0);
        WarmupLinearDecay schedule = new(1e-3, 2_500, 25_000);
        Manual.MeanSquaredError error = new();
        for (var step = 0; step < 100; step++)
        {
            autoSgd.ZeroGrad();
            manualSgd.ZeroGrad();
            Loss.MeanSquaredError(auto.Forward(data.X), data.Y).Backward();
            error.Forward(manual.Forward(data.X), data.Y);
            manual.Backward(error.Backward());

            Assert.All(auto.Parameters.Zip(manual.Parameters), pair => Agree(pair.First.Grad!, pair.Second.Grad!));
            autoSgd.LearningRate = manualSgd.LearningRate = schedule.At(step);
            autoSgd.Step();
            manualSgd.Step();
        }
    }

    /// <summary>max|a − b| ≤ 10⁻¹² · max|b|.</summary>
    private static void Agree(Tensor expected, Tensor found)
    {
        Assert.Equal(expected.Shape, found.Shape);
        var largest = expected.ToArray().Max(Math.Abs);
        Assert.True(largest > 0);
        Assert.InRange(expected.ToArray().Zip(found.ToArray(), (a, b) => Math.Abs(a - b)).Max() / largest, 0, 1e-12);
    }

    private static Sequential AutoNetwork(Generator generator) => new(
        [.. Pairs().SelectMany<(int In, int Out), Module>(pair => [new Linear(pair.In, pair.Out, generator), new Sigmoid()]).SkipLast(1)]);

    private static Manual.Network ManualNetwork(Generator generator) => new(
        [.. Pairs().SelectMany<(int In, int Out), Manual.Layer>(
            pair => [new Manual.Linear(pair.In, pair.Out, generator), new Manual.Sigmoid()]).SkipLast(1)]);

    private static IEnumerable<(int In, int Out)> Pairs() => Widths.Zip(Widths.Skip(1));
}
