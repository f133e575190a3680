using Backprop.Formatting;
using MathNet.Numerics.Random;

namespace Backprop;

/// <summary>
/// The source of every random draw: always seeded, never global, so that the same seed gives the same numbers.
/// </summary>
/// <remarks>Draws come from MathNet.Numerics' Mersenne Twister (MT19937). Not for several threads at once.</remarks>
/// <param name="seed">The seed.</param>
[TypeFormatterSource(typeof(TextFormatterSource<Generator>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed class Generator(int seed)
{
    private readonly MersenneTwister source = new(seed, threadSafe: false);

    /// <summary>The seed that the generator started from.</summary>
    public int Seed { get; } = seed;

    /// <summary>A number drawn evenly from [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <exception cref="ArgumentException">The interval is not finite and in order.</exception>
    public double Uniform(double low = 0, double high = 1)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
        {
            throw new InvalidArgumentException(Invariant($"uniform: [{low}, {high}) is not an interval"));
        }

        return low + ((high - low) * source.NextDouble());
    }

    /// <summary>A whole number drawn evenly from <paramref name="low"/> to <paramref name="high"/> − 1.</summary>
    /// <exception cref="ArgumentException">There is no number from low to high − 1.</exception>
    public int RandomInt(int low, int high) => low < high
        ? source.Next(low, high)
        : throw new InvalidArgumentException(Invariant($"random int: there is no whole number from {low} to below {high}"));

    /// <summary>A number drawn from the normal distribution.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is negative or not a number.</exception>
    public double Normal(double mean = 0, double standardDeviation = 1)
    {
        if (!(standardDeviation >= 0))
        {
            throw new OutOfRangeException(
                nameof(standardDeviation),
                Invariant($"normal: a standard deviation is at least 0, not {standardDeviation}"));
        }

        return MathNet.Numerics.Distributions.Normal.Sample(source, mean, standardDeviation);
    }

    /// <summary>The seed that it started from.</summary>
    public override string ToString() => Invariant($"Generator(seed {Seed})");
}
