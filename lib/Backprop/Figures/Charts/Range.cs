namespace Backprop.Figures.Charts;

/// <summary>Places at equal distances, and the ends of what is to be shown.</summary>
internal static class Range
{
    /// <summary>Numbers from one end to the other, both included.</summary>
    public static double[] Spaced(double from, double to, int count) =>
        [.. Enumerable.Range(0, count).Select(i => from + ((to - from) * i / (count - 1)))];

    /// <summary>Numbers from one end to the other, both included.</summary>
    public static double[] Spaced((double From, double To) ends, int count) => Spaced(ends.From, ends.To, count);

    /// <summary>The smallest and the largest, with some room beyond both.</summary>
    public static (double From, double To) Around(IEnumerable<double> values, double room = 0.05)
    {
        double[] all = [.. values];
        var (low, high) = (all.Min(), all.Max());
        var margin = high > low ? (high - low) * room : Math.Max(1e-3, Math.Abs(low) * room);
        return (low - margin, high + margin);
    }

    /// <summary>An axis on which every one of some charts finds its place.</summary>
    public static Axis OfAll(IReadOnlyList<Chart> charts, Func<Chart, Axis> axis, Func<Curve, double[]> numbers)
    {
        var last = axis(charts[^1]);
        if (charts.All(chart => axis(chart).Range is not null))
        {
            return last with
            {
                Range = (charts.Min(chart => axis(chart).Range!.Value.From), charts.Max(chart => axis(chart).Range!.Value.To)),
            };
        }

        double[] drawn = [.. charts.SelectMany(chart => chart.Series).OfType<Curve>().SelectMany(numbers)];
        if (drawn.Length == 0)
        {
            return last;
        }

        var (from, to) = last.IsLogarithmic ? Around(drawn.Select(value => Math.Log(value))) : Around(drawn);
        return last with { Range = last.IsLogarithmic ? (Math.Exp(from), Math.Exp(to)) : (from, to) };
    }
}
