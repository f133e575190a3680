namespace Backprop.Figures;

/// <summary>Draws long series with fewer points than they have.</summary>
internal static class Thinning
{
    private const int Stretches = 500;

    /// <summary>
    /// The smallest and the largest value of each of 500 stretches, in their order: on the screen the same line, as long
    /// as a stretch is no wider than a pixel or two. A series of up to 1,000 values is kept whole. The first and the last
    /// value are always kept.
    /// </summary>
    /// <returns>Indices and values.</returns>
    public static (double[] Indices, double[] Values) KeepExtremes(IReadOnlyList<double> values)
    {
        int[] kept = values.Count <= 2 * Stretches
            ? [.. Enumerable.Range(0, values.Count)]
            : [.. Enumerable.Range(0, Stretches).SelectMany(i => Extremes(values, Start(i), Start(i + 1)))
                .Append(0).Append(values.Count - 1).Distinct().Order()];
        return ([.. kept.Select(index => (double)index)], [.. kept.Select(index => values[index])]);

        int Start(int stretch) => (int)((long)values.Count * stretch / Stretches);
    }

    private static int[] Extremes(IReadOnlyList<double> values, int start, int end)
    {
        var stretch = Enumerable.Range(start, end - start);
        return [stretch.MinBy(index => values[index]), stretch.MaxBy(index => values[index])];
    }
}
