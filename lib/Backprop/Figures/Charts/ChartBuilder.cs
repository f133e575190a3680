using System.Globalization;

namespace Backprop.Figures.Charts;

/// <summary>Gathers the series of a chart, and refuses what cannot be drawn.</summary>
/// <param name="figure">The figure's name, for messages.</param>
/// <param name="title">The line above.</param>
/// <param name="x">The horizontal axis.</param>
/// <param name="y">The vertical axis.</param>
internal sealed class ChartBuilder(string figure, string title, Axis x, Axis y)
{
    private const int MostPoints = 5000;

    private static readonly Mark[] Patterns = [Mark.Line, Mark.DashedLine, Mark.DottedLine];
    private static readonly Mark[] Symbols = [Mark.Points, Mark.Diamonds];

    private readonly List<Series> series = [];
    private readonly List<string> descriptions = [];
    private int lines;
    private int groups;

    /// <summary>Adds a line; the next one has another colour and another pattern, so that lines on top of each other show.</summary>
    public void AddLine(string name, double[] places, double[] heights)
    {
        var (pattern, color) = (Patterns[lines % Patterns.Length], Palette.Lines[lines % Palette.Lines.Length]);
        AddCurve(name, new Curve(name, places, heights, pattern, color));
        lines++;
    }

    /// <summary>Adds a line in the next one's colour, thin and pale: what is smoothed, behind its smoothed form.</summary>
    public void AddFaintLine(string name, double[] places, double[] heights) => AddCurve(
        name,
        new Curve(name, places, heights, Mark.Line, Palette.Lines[lines % Palette.Lines.Length]) { Size = 1, Opacity = 0.35 });

    /// <summary>Adds measured points in grey, behind the lines.</summary>
    public void AddPoints(string name, double[] places, double[] heights) => AddCurve(
        name, new Curve(name, places, heights, Mark.Points, Palette.Data) { Size = 7, Opacity = 0.8 });

    /// <summary>Adds points of a colour and a form of their own.</summary>
    public void AddGroup(string name, double[] places, double[] heights, double size = 9)
    {
        var (symbol, color) = (Symbols[groups % Symbols.Length], Palette.Lines[groups % Palette.Lines.Length]);
        AddCurve(name, new Curve(name, places, heights, symbol, color) { Size = size });
        groups++;
    }

    /// <summary>Adds something to hold the rest against, in black.</summary>
    public void AddYardstick(string name, double[] places, double[] heights) =>
        AddCurve(name, new Curve(name, places, heights, Mark.DashedLine, Palette.Yardstick) { Size = 2 });

    /// <summary>Adds a curve after looking at its numbers.</summary>
    public void AddCurve(string name, Curve curve)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new InvalidArgumentException(Invariant($"figure \"{figure}\": series {series.Count + 1} has no name"));
        }

        CheckEqualCounts(name, curve.X, curve.Y);
        if (curve.X.Length == 0)
        {
            throw Error(name, "there is nothing to draw");
        }

        Check(name, x, curve.X, curve.X);
        Check(name, y, curve.Y, curve.X);
        var kept = Thin(curve);
        descriptions.Add(Text($"{(kept.Name.Length > 0 ? kept.Name : name)}: {Extent(x, curve.X)}, {Extent(y, curve.Y)}"));
        Add(kept with { X = Rounding.SixDigits(kept.X), Y = Rounding.SixDigits(kept.Y) });
    }

    /// <summary>Adds what was made of numbers that have been looked at.</summary>
    /// <param name="one">What is drawn.</param>
    /// <param name="description">It in words, with the range of its numbers.</param>
    public void Add(Series one, string? description = null)
    {
        series.Add(one);
        if (description is not null)
        {
            descriptions.Add(description);
        }
    }

    /// <summary>How many series there are.</summary>
    public int Count => series.Count;

    /// <summary>Refuses series of unequal lengths.</summary>
    public void CheckEqualCounts(string name, double[] places, double[] heights)
    {
        if (places.Length != heights.Length)
        {
            throw Error(name, Invariant($"{places.Length} places and {heights.Length} values: there must be as many"));
        }
    }

    /// <summary>Refuses what is no number.</summary>
    public void CheckFinite(string name, IReadOnlyList<double> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw Error(name, Text($"a number is expected, not {values[i]} (element {i} of {values.Count})"));
            }
        }
    }

    /// <summary>What is wrong with a series.</summary>
    public InvalidArgumentException Error(string seriesName, string problem) =>
        new($"figure \"{figure}\", \"{seriesName}\": {problem}");

    /// <summary>The chart of all that was added.</summary>
    public Chart Build() => new(title, x, y, series) { Description = string.Join("; ", descriptions) };

    /// <summary>A line of many points looks the same with fewer; a cloud of many points says how many it shows.</summary>
    private static Curve Thin(Curve curve)
    {
        if (curve.Mark is not (Mark.Points or Mark.Diamonds))
        {
            return curve.IsFilled ? curve : Keep(curve, Thinning.KeepExtremes(curve.Y));
        }

        return curve.X.Length <= MostPoints
            ? curve
            : Keep(curve, Thinning.KeepEvenly(curve.X.Length, MostPoints)) with
            {
                Name = Text($"{curve.Name} ({MostPoints:N0} of {curve.X.Length:N0} points)"),
            };
    }

    private static Curve Keep(Curve curve, int[] indices) => curve with
    {
        X = [.. indices.Select(index => curve.X[index])],
        Y = [.. indices.Select(index => curve.Y[index])],
    };

    private void Check(string name, Axis axis, double[] values, double[] places)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw Error(name, Text($"a number is expected at {axis.Title}, not {values[i]} (point {i}, at {places[i]})"));
            }

            if (axis.IsLogarithmic && values[i] <= 0)
            {
                throw Error(name, Text(
                    $"a logarithmic axis shows positive numbers only, not {values[i]} (point {i}, at {places[i]})"));
            }
        }
    }

    private static string Extent(Axis axis, double[] values) =>
        Text($"{axis.Title} {Rounding.SixDigits(values.Min())} to {Rounding.SixDigits(values.Max())}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
