using Backprop.Errors;
using Backprop.Formatting;

namespace Backprop.Optimizers;

/// <summary>A learning rate that falls along half a wave of the cosine, slowly at both ends.</summary>
/// <remarks>Source: Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts" (2017), without restarts.</remarks>
[TypeFormatterSource(typeof(TextFormatterSource<CosineDecay>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed class CosineDecay
{
    private readonly double start;
    private readonly double end;
    private readonly int totalSteps;

    /// <summary>Makes a schedule.</summary>
    /// <param name="start">The rate at first.</param>
    /// <param name="totalSteps">The step at which it arrives at the end.</param>
    /// <param name="end">The rate at the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not finite, or there is no step.</exception>
    public CosineDecay(double start, int totalSteps, double end = 0)
    {
        Require.Positive(totalSteps);
        Rates.Require("cosine decay", start);
        Rates.Require("cosine decay", end);
        (this.start, this.end, this.totalSteps) = (start, end, totalSteps);
    }

    /// <summary>
    /// The rate at a step counted from 0: end + (start − end)·(1 + cos(π·step/total))/2, and the end's from the last step on.
    /// </summary>
    /// <param name="step">The step, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public double At(int step)
    {
        Require.NotNegative(step);
        return end + ((start - end) * (1 + Math.Cos(Math.PI * Math.Min(step, totalSteps) / totalSteps)) / 2);
    }

    /// <summary>The schedule in one line.</summary>
    public override string ToString() => Invariant($"CosineDecay(from {start} to {end} in {totalSteps} steps)");
}
