using System.Numerics;
using Backprop.Layers;

namespace Backprop.Optimizers;

/// <summary>
/// Momentum with steps of about the same length in every direction, each mean corrected for its start at 0:
/// m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², θ ← θ − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ) in
/// the parameter's t-th step: one whose gradient comes later, as of a part that is frozen at first, begins to count then.
/// </summary>
/// <remarks>Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015).</remarks>
public class Adam : Optimizer
{
    private readonly double beta1;
    private readonly double beta2;
    private readonly double epsilon;
    private readonly IReadOnlyList<double[]> means;
    private readonly IReadOnlyList<double[]> squares;
    private readonly IReadOnlyList<double[]> steps;

    /// <summary>Makes an optimizer for some parameters.</summary>
    /// <param name="parameters">What is to be trained.</param>
    /// <param name="learningRate">η at the start.</param>
    /// <param name="beta1">β₁, how much of the mean is kept.</param>
    /// <param name="beta2">β₂, how much of the mean of squares is kept.</param>
    /// <param name="epsilon">ε, which keeps the divisor away from 0.</param>
    /// <param name="weightDecay">λ: λ·θ is added to every gradient.</param>
    /// <exception cref="ArgumentException">There is no parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range: η, λ, ε ≥ 0, 0 ≤ β &lt; 1.</exception>
    public Adam(
        IEnumerable<Parameter> parameters,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0)
        : base(parameters, learningRate, weightDecay)
    {
        (this.beta1, this.beta2) = (Require("beta1", beta1, below: 1), Require("beta2", beta2, below: 1));
        this.epsilon = Require("epsilon", epsilon, double.MaxValue);
        (means, squares, steps) = (Remember("mean"), Remember("square"), RememberNumber("step"));
    }

    private protected override string Settings => Setting("β₁", beta1) + Setting("β₂", beta2) + Setting("ε", epsilon);

    private protected override void Update(int index, Tensor gradient, Span<double> data)
    {
        var (mean, square) = (means[index], squares[index]);
        var step = ++steps[index][0];
        // θ ← θ − (η/(1 − β₁ᵗ))·m/(√v/√(1 − β₂ᵗ) + ε): the corrections are the same for all, and divisions are slow.
        var rate = RateOf(index) / (1 - Math.Pow(beta1, step));
        var scale = 1 / Math.Sqrt(1 - Math.Pow(beta2, step));
        var all = gradient.Data;
        var i = 0;
        for (; i <= data.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> g = new(all[i..]), m = new(mean, i), s = new(square, i);
            m = (beta1 * m) + ((1 - beta1) * g);
            s = (beta2 * s) + ((1 - beta2) * g * g);
            m.CopyTo(mean, i);
            s.CopyTo(square, i);
            var root = (scale * Vector.SquareRoot(s)) + new Vector<double>(epsilon);
            (new Vector<double>(data[i..]) - (rate * m / root)).CopyTo(data[i..]);
        }

        for (; i < data.Length; i++)
        {
            mean[i] = (beta1 * mean[i]) + ((1 - beta1) * all[i]);
            square[i] = (beta2 * square[i]) + ((1 - beta2) * all[i] * all[i]);
            data[i] -= rate * mean[i] / ((scale * Math.Sqrt(square[i])) + epsilon);
        }
    }
}
