using Backprop.Errors;
using Backprop.Formatting;

namespace Backprop.Optimizers;

/// <summary>A learning rate that is multiplied by a factor after every so many steps.</summary>
[TypeFormatterSource(typeof(TextFormatterSource<StepDecay>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed class StepDecay
{
    private readonly double start;
    private readonly int period;
    private readonly double factor;

    /// <summary>Makes a schedule.</summary>
    /// <param name="start">The rate at first.</param>
    /// <param name="period">After how many steps it changes.</param>
    /// <param name="factor">What it is multiplied by.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start or the factor is negative or not finite, or the period not
    /// positive.</exception>
    public StepDecay(double start, int period, double factor = 0.1)
    {
        Require.Positive(period);
        Rates.Require("step decay", start);
        Rates.Require("step decay", factor);
        (this.start, this.period, this.factor) = (start, period, factor);
    }

    /// <summary>The rate at a step counted from 0: start·factor^⌊step/period⌋.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public double At(int step)
    {
        Require.NotNegative(step);
        return start * Math.Pow(factor, step / period);
    }

    /// <summary>The schedule in one line.</summary>
    public override string ToString() => Invariant($"StepDecay(from {start}, times {factor} every {period} steps)");
}
