using Backprop.Errors;
using Backprop.Formatting;

namespace Backprop.Optimizers;

/// <summary>
/// A learning rate that rises linearly from near 0 to its peak during the warm-up, then falls linearly to 0.
/// </summary>
[TypeFormatterSource(typeof(TextFormatterSource<WarmupLinearDecay>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed class WarmupLinearDecay
{
    private readonly double peak;
    private readonly int warmupSteps;
    private readonly int totalSteps;

    /// <summary>Makes a schedule.</summary>
    /// <param name="peak">The highest rate, reached at the end of the warm-up.</param>
    /// <param name="warmupSteps">How many steps the rate rises.</param>
    /// <param name="totalSteps">The step at which the rate arrives at 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The peak is negative, or the warm-up is not shorter than the
    /// whole.</exception>
    public WarmupLinearDecay(double peak, int warmupSteps, int totalSteps)
    {
        Rates.Require("warm-up and decay", peak);
        Require.NotNegative(warmupSteps);
        Require.MoreThan(warmupSteps, totalSteps);
        (this.peak, this.warmupSteps, this.totalSteps) = (peak, warmupSteps, totalSteps);
    }

    /// <summary>
    /// The rate at a step counted from 0: peak·(step + 1)/warm-up while it rises, then
    /// peak·(total − step)/(total − warm-up), and 0 from the last step on.
    /// </summary>
    /// <param name="step">The step, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public double At(int step)
    {
        Require.NotNegative(step);
        return step < warmupSteps
            ? peak * (step + 1) / warmupSteps
            : peak * Math.Max(0, totalSteps - step) / (totalSteps - warmupSteps);
    }

    /// <summary>The schedule in one line.</summary>
    public override string ToString() => Invariant($"WarmupLinearDecay(up to {peak} in {warmupSteps} steps, down to 0 at step {totalSteps})");
}
