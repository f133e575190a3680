using System.Diagnostics;

namespace Backprop.Benchmarks.Running;

/// <summary>Times a workload on all sides, a block of each in turn, so that what disturbs the machine disturbs all of them.</summary>
/// <param name="blocks">How many blocks each side gets.</param>
/// <param name="blockSeconds">How long a block takes, about.</param>
internal sealed class Measurement(int blocks, double blockSeconds)
{
    /// <summary>How far apart the sides' results may be: a step's loss after the same number of steps is the same to rounding.</summary>
    private const double Tolerance = 1e-9;

    /// <returns>The samples of each side that has the workload.</returns>
    /// <exception cref="InvalidOperationException">The sides do not compute the same.</exception>
    public IReadOnlyDictionary<Side, Samples> Time(string workload, IEnumerable<Side> sides)
    {
        Side[] able = [.. sides.Where(side => side.Prepare(workload))];
        var first = able.Select(side => side.Run(1).Result).ToArray();
        var other = Array.FindIndex(first, result => !(Math.Abs(result - first[0]) <= Tolerance * Math.Max(1, Math.Abs(first[0]))));
        if (other >= 0)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"{workload}: {able[0].Name} gives {first[0]:R}, and {able[other].Name} gives {first[other]:R}"));
        }

        int[] steps = [.. able.Select(StepsPerBlock)];
        List<double>[] seconds = [.. able.Select(_ => new List<double>())];
        for (var block = 0; block < blocks; block++)
        {
            for (var i = 0; i < able.Length; i++)
            {
                seconds[i].Add(able[i].Run(steps[i]).Seconds / steps[i]);
            }
        }

        return able.Zip(seconds).ToDictionary(pair => pair.First, pair => new Samples(pair.Second));
    }

    /// <summary>Warms up for as long as a few blocks take: the compiler makes fast code of what has run often.</summary>
    private int StepsPerBlock(Side side)
    {
        var (steps, perStep) = (1, side.Run(1).Seconds);
        var start = Stopwatch.GetTimestamp();
        do
        {
            steps = (int)Math.Clamp(blockSeconds / Math.Max(perStep, 1e-9), 1, 1e6);
            perStep = side.Run(steps).Seconds / steps;
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 4 * blockSeconds);
        return steps;
    }
}
