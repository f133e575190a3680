using System.Numerics.Tensors;
using Backprop.Layers;

namespace Backprop.Optimizers;

/// <summary>
/// Gradient descent that keeps its direction: v ← μ·v + g, θ ← θ − η·v. With Nesterov's look ahead, θ ← θ − η·(g + μ·v).
/// </summary>
/// <remarks>Source: Sutskever et al., "On the importance of initialization and momentum in deep learning" (2013), in the
/// form of PyTorch, whose learning rate stands outside v.</remarks>
public sealed class Momentum : Optimizer
{
    private readonly double momentum;
    private readonly bool nesterov;
    private readonly IReadOnlyList<double[]> velocities;

    /// <summary>Makes an optimizer for some parameters.</summary>
    /// <param name="parameters">What is to be trained.</param>
    /// <param name="learningRate">η at the start.</param>
    /// <param name="momentum">μ.</param>
    /// <param name="nesterov">Whether to look ahead.</param>
    /// <param name="weightDecay">λ: λ·θ is added to every gradient.</param>
    /// <exception cref="ArgumentException">There is no parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range: η, λ ≥ 0, 0 ≤ μ &lt; 1.</exception>
    public Momentum(
        IEnumerable<Parameter> parameters, double learningRate, double momentum = 0.9, bool nesterov = false, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay) =>
        (this.momentum, this.nesterov, velocities) = (Require("a momentum", momentum, below: 1), nesterov, Remember("velocity"));

    private protected override string Settings => Setting("μ", momentum) + (nesterov ? ", nesterov" : "");

    private protected override void Update(int index, Tensor gradient, Span<double> data)
    {
        Span<double> velocity = velocities[index];
        TensorPrimitives.MultiplyAdd(velocity, momentum, gradient.Data, velocity);
        TensorPrimitives.MultiplyAdd(velocity, -RateOf(index) * (nesterov ? momentum : 1), data, data);
        if (nesterov)
        {
            gradient.AddTo(data, -RateOf(index));
        }
    }
}
