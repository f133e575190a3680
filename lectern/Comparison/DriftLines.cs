using System.Globalization;
using Lectern.Execution;
using Lectern.Figures;

namespace Lectern.Comparison;

/// <summary>What a reader is told about lines that differ: old beside new, within the columns of a narrow terminal.</summary>
internal static class DriftLines
{
    /// <summary>What a terminal of 80 columns holds beside the indentation and the sign.</summary>
    private const int Width = 74;

    /// <summary>A cell that has more to say is cut short.</summary>
    private const int Maximum = 20;

    /// <param name="kept">What git has.</param>
    /// <param name="now">What this run shows.</param>
    /// <returns>Nothing where no line differs.</returns>
    public static IReadOnlyList<string> Between(IReadOnlyList<ShownLine> kept, IReadOnlyList<ShownLine> now)
    {
        List<string> lines = [.. Hunks(LineAlignment.Align(kept, now))];
        return lines.Count <= Maximum
            ? lines
            : [.. lines.Take(Maximum - 1), string.Create(CultureInfo.InvariantCulture, $"… and {lines.Count - Maximum + 1} more lines")];
    }

    /// <summary>One line, or what begins it, beside another.</summary>
    /// <param name="kept">What git has; null for nothing.</param>
    /// <param name="now">What is there now; null for nothing.</param>
    public static IEnumerable<string> Beside(string? kept, string? now)
    {
        var (one, other) = Excerpt.Of(ScreenLine.Of(kept ?? ""), ScreenLine.Of(now ?? ""), Width);
        if (kept is not null) yield return $"- {one}";
        if (now is not null) yield return $"+ {other}";
    }

    private static IEnumerable<string> Hunks(IEnumerable<LinePair> pairs)
    {
        List<LinePair> hunk = [];
        foreach (var pair in pairs)
        {
            if (pair is not { Kept: { } kept, Now: { } now })
            {
                hunk.Add(pair);
                continue;
            }

            foreach (var line in Hunk(hunk)) yield return line;
            hunk.Clear();
            foreach (var line in InFigure(kept, now)) yield return line;
        }

        foreach (var line in Hunk(hunk)) yield return line;
    }

    /// <summary>The lines without a match between two that have one: the first of git's beside the first of this run's, and so on.</summary>
    private static IEnumerable<string> Hunk(List<LinePair> hunk)
    {
        string[] kept = [.. hunk.Select(pair => pair.Kept?.Text).OfType<string>()];
        string[] now = [.. hunk.Select(pair => pair.Now?.Text).OfType<string>()];
        for (var i = 0; i < Math.Max(kept.Length, now.Length); i++)
        {
            foreach (var line in Beside(kept.ElementAtOrDefault(i), now.ElementAtOrDefault(i))) yield return line;
        }
    }

    private static IEnumerable<string> InFigure(ShownLine kept, ShownLine now)
    {
        if (FigureComparison.FirstDifference(kept.Description, now.Description) is not { } difference) return [];

        var place = difference.Path.Length > 0 ? $"{kept.Text}, {difference.Path}" : kept.Text;
        var line = ScreenLine.Of($"{place}: {difference.One} → {difference.Other}");
        return line.Length <= Width + 2 ? [line] : [ScreenLine.Of(place), .. Beside(difference.One, difference.Other)];
    }
}
