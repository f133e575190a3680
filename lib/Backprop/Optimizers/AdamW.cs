using System.Numerics.Tensors;
using Backprop.Layers;

namespace Backprop.Optimizers;

/// <summary>Adam whose weight decay stands apart from the gradients: θ ← θ − η·λ·θ before each of Adam's steps.</summary>
/// <remarks>Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (2019).</remarks>
public sealed class AdamW : Adam
{
    /// <summary>Makes an optimizer for some parameters.</summary>
    /// <param name="parameters">What is to be trained.</param>
    /// <param name="learningRate">η at the start.</param>
    /// <param name="beta1">β₁, how much of the mean is kept.</param>
    /// <param name="beta2">β₂, how much of the mean of squares is kept.</param>
    /// <param name="epsilon">ε, which keeps the divisor away from 0.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentException">There is no parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range: η, λ, ε ≥ 0, 0 ≤ β &lt; 1.</exception>
    public AdamW(
        IEnumerable<Parameter> parameters,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0.01)
        : base(parameters, learningRate, beta1, beta2, epsilon, weightDecay)
    {
    }

    private protected override bool DecaysGradient => false;

    private protected override void Update(int index, Tensor gradient, Span<double> data)
    {
        TensorPrimitives.Multiply(data, 1 - (RateOf(index) * DecayOf(index)), data);
        base.Update(index, gradient, data);
    }
}
