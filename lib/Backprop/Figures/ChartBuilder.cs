using System.Globalization;

namespace Backprop.Figures;

/// <summary>Gathers the series of a chart, refuses what cannot be drawn, and makes the figure.</summary>
internal sealed class ChartBuilder(FigureLabels labels, Axis x, Axis y)
{
    private const string PointColor = "#8c8c8c";
    private const string YardstickColor = "#000000";

    /// <summary>
    /// Colours that stay apart for colour-blind readers too, without the yellow, which a projector does not show.
    /// Source: M. Okabe and K. Ito, "Color Universal Design" (2008).
    /// </summary>
    private static readonly string[] LineColors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

    private static readonly Mark[] Patterns = [Mark.Line, Mark.DashedLine, Mark.DottedLine];

    private readonly List<Series> series = [];
    private int lines;

    /// <summary>Adds a line; the next one has another colour and another pattern, so that lines on top of each other show.</summary>
    public void AddLine(string name, double[] places, double[] heights)
    {
        Add(name, places, heights, Patterns[lines % Patterns.Length], LineColors[lines % LineColors.Length]);
        lines++;
    }

    public void AddPoints(string name, double[] places, double[] heights) =>
        Add(name, places, heights, Mark.Points, PointColor);

    public void AddYardstick(string name, double[] places, double[] heights) =>
        Add(name, places, heights, Mark.DashedLine, YardstickColor);

    /// <summary>Refuses series of unequal lengths.</summary>
    public void CheckEqualCounts(string name, double[] places, double[] heights)
    {
        if (places.Length != heights.Length)
        {
            throw Error(name, $"{places.Length} places and {heights.Length} values: as many are wanted");
        }
    }

    public Figure Build()
    {
        Chart chart = new(labels.Title, x, y, series);
        return new Figure(labels, ChartRenderer.Plotly.Render(chart), string.Join("; ", series.Select(Describe)));
    }

    private void Add(string name, double[] places, double[] heights, Mark mark, string color)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException($"figure \"{labels.Name}\": series {series.Count + 1} has no name");
        }

        CheckEqualCounts(name, places, heights);
        if (places.Length == 0)
        {
            throw Error(name, "there is nothing to draw");
        }

        Check(name, x, places, places);
        Check(name, y, heights, places);
        series.Add(new Series(name, Round(places), Round(heights), mark, color));
    }

    private void Check(string name, Axis axis, double[] values, double[] places)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw Error(name, Text($"a number is wanted at {axis.Title}, not {values[i]} (point {i}, at {places[i]})"));
            }

            if (axis.IsLogarithmic && values[i] <= 0)
            {
                throw Error(name, Text(
                    $"a logarithmic axis shows positive numbers only, not {values[i]} (point {i}, at {places[i]})"));
            }
        }
    }

    private ArgumentException Error(string seriesName, string problem) =>
        new($"figure \"{labels.Name}\", \"{seriesName}\": {problem}");

    /// <summary>Six digits: more than a screen can show, and the same on every machine.</summary>
    private static double[] Round(double[] values) =>
        [.. values.Select(value => double.Parse(Text($"{value:G6}"), CultureInfo.InvariantCulture))];

    private string Describe(Series one) => Text(
        $"{one.Name}: {x.Title} {one.X.Min()} to {one.X.Max()}, {y.Title} {one.Y.Min()} to {one.Y.Max()}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
