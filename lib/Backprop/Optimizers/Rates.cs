namespace Backprop.Optimizers;

/// <summary>What all schedules ask of a learning rate.</summary>
internal static class Rates
{
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or not finite.</exception>
    public static void Require(string schedule, double rate)
    {
        if (!(rate >= 0 && double.IsFinite(rate)))
        {
            throw new OutOfRangeException(
                nameof(rate), Invariant($"{schedule}: a learning rate is a finite number of at least 0, not {rate}"));
        }
    }
}
