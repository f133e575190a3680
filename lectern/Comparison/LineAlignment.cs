namespace Lectern.Comparison;

/// <summary>Two lines that match, or one that has no match.</summary>
/// <param name="Kept">The line in git; null if it is new.</param>
/// <param name="Now">The line of this run; null if it is gone.</param>
internal readonly record struct LinePair(ShownLine? Kept, ShownLine? Now);

/// <summary>
/// Finds as many lines that match, in their order, as there can be: a longest common subsequence. (A library would compare hashes; lines here
/// match within a tolerance.)
/// </summary>
internal static class LineAlignment
{
    /// <summary>More pairs of lines than this are too many to look at; then no line between the first difference and the last has a match.</summary>
    private const int MaximumPairs = 4_000_000;

    public static IEnumerable<LinePair> Align(IReadOnlyList<ShownLine> kept, IReadOnlyList<ShownLine> now)
    {
        var start = kept.Zip(now).TakeWhile(Match).Count();
        var end = kept.Skip(start).Reverse().Zip(now.Skip(start).Reverse()).TakeWhile(Match).Count();
        return
        [
            .. kept.Zip(now).Take(start).Select(Pair),
            .. Middle([.. kept.Skip(start).SkipLast(end)], [.. now.Skip(start).SkipLast(end)]),
            .. kept.TakeLast(end).Zip(now.TakeLast(end)).Select(Pair),
        ];
    }

    private static IEnumerable<LinePair> Middle(ShownLine[] kept, ShownLine[] now)
    {
        var lengths = Lengths(kept, now);
        var (i, j) = (0, 0);
        while (i < kept.Length && j < now.Length)
        {
            if (lengths is not null && lengths[i, j] == lengths[i + 1, j + 1] + 1 && kept[i].Matches(now[j])) yield return new(kept[i++], now[j++]);
            else if (lengths is null || lengths[i + 1, j] >= lengths[i, j + 1]) yield return new(kept[i++], null);
            else yield return new(null, now[j++]);
        }

        while (i < kept.Length) yield return new(kept[i++], null);
        while (j < now.Length) yield return new(null, now[j++]);
    }

    /// <summary>How many lines match from each pair of places on; null for too many.</summary>
    private static int[,]? Lengths(ShownLine[] kept, ShownLine[] now)
    {
        if ((long)kept.Length * now.Length > MaximumPairs) return null;

        var lengths = new int[kept.Length + 1, now.Length + 1];
        for (var i = kept.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
                lengths[i, j] = kept[i].Matches(now[j]) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        return lengths;
    }

    private static bool Match((ShownLine Kept, ShownLine Now) pair) => pair.Kept.Matches(pair.Now);

    private static LinePair Pair((ShownLine Kept, ShownLine Now) pair) => new(pair.Kept, pair.Now);
}
