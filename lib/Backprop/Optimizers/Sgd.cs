using Backprop.Layers;

namespace Backprop.Optimizers;

/// <summary>Stochastic gradient descent: θ ← θ − η·g for every parameter θ with gradient g, and a learning rate η.</summary>
/// <param name="parameters">What is to be trained.</param>
/// <param name="learningRate">η at the start.</param>
/// <param name="weightDecay">λ: λ·θ is added to every gradient.</param>
/// <exception cref="ArgumentException">There is no parameter.</exception>
/// <exception cref="ArgumentOutOfRangeException">η or λ is negative or not finite.</exception>
public sealed class Sgd(IEnumerable<Parameter> parameters, double learningRate, double weightDecay = 0)
    : Optimizer(parameters, learningRate, weightDecay)
{
    private protected override void Update(int index, Tensor gradient, Span<double> data) =>
        gradient.AddTo(data, -RateOf(index));
}
