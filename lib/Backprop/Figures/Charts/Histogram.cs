namespace Backprop.Figures.Charts;

/// <summary>Counts numbers by where they are.</summary>
internal static class Histogram
{
    /// <summary>How much of the distance to the next layer's ground the highest column takes.</summary>
    private const double HighestColumn = 0.85;

    /// <summary>The outline of the columns that count the numbers, on a ground of its own.</summary>
    public static Curve Hill(double[] values, double from, double to, int bins, double ground, string color)
    {
        var counts = new int[bins];
        foreach (var value in values)
        {
            counts[Math.Min(bins - 1, (int)((value - from) / (to - from) * bins))]++;
        }

        var edges = Range.Spaced(from, to, bins + 1);
        var unit = HighestColumn / counts.Max();
        List<double> x = [from], y = [ground];
        for (var i = 0; i < bins; i++)
        {
            x.AddRange([edges[i], edges[i + 1]]);
            y.AddRange([ground + (counts[i] * unit), ground + (counts[i] * unit)]);
        }

        return new Curve("", Rounding.SixDigits([.. x, to]), Rounding.SixDigits([.. y, ground]), Mark.Line, color)
        {
            Size = 2,
            IsFilled = true,
        };
    }
}
