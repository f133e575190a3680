namespace Backprop.Figures.Charts;

/// <summary>Draws long series with fewer points than they have.</summary>
internal static class Thinning
{
    private const int Stretches = 500;

    /// <summary>
    /// Where the smallest and the largest value of each of 500 stretches are: on the screen the same line, as long as a
    /// stretch is no wider than a pixel or two. A series of up to 1,000 values is kept whole. The first and the last value
    /// are always kept.
    /// </summary>
    /// <returns>Indices in rising order.</returns>
    public static int[] KeepExtremes(double[] values)
    {
        return values.Length <= 2 * Stretches
            ? [.. Enumerable.Range(0, values.Length)]
            : [.. Enumerable.Range(0, Stretches).SelectMany(i => Extremes(values, Start(i), Start(i + 1)))
                .Append(0).Append(values.Length - 1).Distinct().Order()];

        int Start(int stretch) => (int)((long)values.Length * stretch / Stretches);
    }

    /// <summary>Places at equal distances, the first and the last among them.</summary>
    public static int[] KeepEvenly(int count, int most) => count <= most
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, most).Select(i => (int)((long)i * (count - 1) / (most - 1)))];

    private static int[] Extremes(double[] values, int start, int end)
    {
        var stretch = Enumerable.Range(start, end - start);
        return [stretch.MinBy(index => values[index]), stretch.MaxBy(index => values[index])];
    }
}
