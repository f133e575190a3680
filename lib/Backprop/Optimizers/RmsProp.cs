using Backprop.Layers;

namespace Backprop.Optimizers;

/// <summary>
/// Steps of about the same length in every direction: s ← α·s + (1 − α)·g², θ ← θ − η·g/(√s + ε).
/// </summary>
/// <remarks>Source: Hinton, "Neural Networks for Machine Learning", lecture 6e (2012), in the form of PyTorch.</remarks>
public sealed class RmsProp : Optimizer
{
    private readonly double alpha;
    private readonly double epsilon;
    private readonly IReadOnlyList<double[]> squares;

    /// <summary>Makes an optimizer for some parameters.</summary>
    /// <param name="parameters">What is to be trained.</param>
    /// <param name="learningRate">η at the start.</param>
    /// <param name="alpha">α, how much of the mean of squares is kept.</param>
    /// <param name="epsilon">ε, which keeps the divisor away from 0.</param>
    /// <param name="weightDecay">λ: λ·θ is added to every gradient.</param>
    /// <exception cref="ArgumentException">There is no parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range: η, λ, ε ≥ 0, 0 ≤ α &lt; 1.</exception>
    public RmsProp(
        IEnumerable<Parameter> parameters, double learningRate = 0.01, double alpha = 0.99, double epsilon = 1e-8, double weightDecay = 0)
        : base(parameters, learningRate, weightDecay) =>
        (this.alpha, this.epsilon, squares) = (Require("alpha", alpha, below: 1), Require("epsilon", epsilon, double.MaxValue), Remember("square"));

    private protected override string Settings => Setting("α", alpha) + Setting("ε", epsilon);

    private protected override void Update(int index, Tensor gradient, Span<double> data)
    {
        var square = squares[index];
        var rate = RateOf(index);
        var g = gradient.Data;
        for (var i = 0; i < data.Length; i++)
        {
            square[i] = (alpha * square[i]) + ((1 - alpha) * g[i] * g[i]);
            data[i] -= rate * g[i] / (Math.Sqrt(square[i]) + epsilon);
        }
    }
}
