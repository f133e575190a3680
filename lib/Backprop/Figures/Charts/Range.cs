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

    /// <summary>The horizontal places of what is drawn; columns stand on labels and have none.</summary>
    public static double[] Across(Series series) => series is Curve curve ? curve.X : [];

    /// <summary>The heights of what is drawn; columns begin at 0.</summary>
    public static double[] Along(Series series) => series switch
    {
        Curve curve => curve.Y,
        Columns columns => [0, .. columns.Heights],
        _ => [],
    };

    /// <summary>An axis on which every one of some charts finds its place.</summary>
    public static Axis OfAll(IReadOnlyList<Chart> charts, Func<Chart, Axis> axis, Func<Series, double[]> numbers)
    {
        var last = axis(charts[^1]);
        if (charts.All(chart => axis(chart).Range is not null))
        {
            return last with
            {
                Range = (charts.Min(chart => axis(chart).Range!.Value.From), charts.Max(chart => axis(chart).Range!.Value.To)),
            };
        }

        double[] drawn = [.. charts.SelectMany(chart => chart.Series).SelectMany(numbers)];
        if (drawn.Length == 0)
        {
            return last;
        }

        var (from, to) = last.IsLogarithmic ? Around(drawn.Select(value => Math.Log(value))) : Around(drawn);
        return last with { Range = last.IsLogarithmic ? (Math.Exp(from), Math.Exp(to)) : (from, to) };
    }
}
