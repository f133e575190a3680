using System.Globalization;
using Backprop.Figures;
using Backprop.Figures.Charts;
using Plotly.NET;
using Axis = Backprop.Figures.Charts.Axis;
using Chart = Backprop.Figures.Charts.Chart;

namespace Backprop.Plotly;

/// <summary>The house style: large letters for the last row, few lines, the legend where no curve is.</summary>
internal static class ChartLayout
{
    private const int FontSize = 18;

    /// <summary>On a logarithmic axis more labels would touch each other.</summary>
    private const int MostPowers = 9;

    /// <summary>They select points, and nothing follows from that.</summary>
    private static readonly string[] UselessButtons = ["select2d", "lasso2d"];

    public static Layout Of(Chart chart)
    {
        var title = TitleLines.Of(chart.Title);
        var legendRows = LegendRows(chart);
        var layout = new Layout()
            .With("title", Node.New()
                .With("text", string.Join("<br>", title.Select(Literal.Text)))
                .With("font", Font(TitleLines.FontSize))
                .With("x", 0.02)
                .With("xanchor", "left")
                .With("y", 1)
                .With("yanchor", "top")
                .With("pad", Node.New().With("t", 20)))
            .With("font", Font(FontSize))
            .With("margin", Node.New()
                .With("l", 90)
                .With("r", 30)
                .With("t", 40 + (TitleLines.LineHeight * title.Count) + (28 * legendRows))
                .With("b", 75))
            .With("paper_bgcolor", Palette.Paper)
            .With("plot_bgcolor", Palette.Paper)
            .With("showlegend", legendRows > 0)
            .With("legend", Node.New().With("orientation", "h").With("x", 0).With("y", 1.02).With("yanchor", "bottom"))
            .With("modebar", Node.New().With("remove", UselessButtons))
            .WithSome("shapes", Shapes(chart))
            .WithSome("annotations", Annotations(chart));
        return chart.Z is { } height ? InSpace(layout, chart, height) : InThePlane(layout, chart);
    }

    private static Layout InThePlane(Layout layout, Chart chart)
    {
        var curves = Drawn(chart).OfType<Curve>().ToList();
        var vertical = AxisOf(chart.Y, curves.SelectMany(curve => curve.Y));
        return layout
            .With("xaxis", AxisOf(chart.X, curves.SelectMany(curve => curve.X)).WithSome("constrain", chart.HasEqualUnits ? "domain" : null))
            .With("yaxis", chart.HasEqualUnits ? vertical.With("scaleanchor", "x").With("constrain", "domain") : vertical);
    }

    private static Layout InSpace(Layout layout, Chart chart, Axis height) => layout
        .With("scene", Node.New()
            .With("xaxis", AxisInSpace(chart.X))
            .With("yaxis", AxisInSpace(chart.Y))
            .With("zaxis", AxisInSpace(height))
            .With("aspectmode", "manual")
            .With("aspectratio", Node.New().With("x", 1.2).With("y", 1.2).With("z", 0.8))
            .With("camera", Node.New().With("eye", Node.New().With("x", 1.25).With("y", -1.25).With("z", 0.8))
                .With("center", Node.New().With("x", 0).With("y", 0).With("z", -0.14))))
        .With("margin", Node.New().With("l", 10).With("r", 10).With("t", 100).With("b", 10));

    private static DynamicObj.DynamicObj AxisInSpace(Axis axis) => Ticks(axis, Node.New()
        .With("title", Node.New().With("text", Literal.Text(axis.Title)))
        .With("gridcolor", "#b9bfc6")
        .With("showbackground", false)
        .With("tickfont", Node.New().With("size", 14))
        .WithSome("nticks", axis.Ticks.Count > 0 ? null : 6)
        .WithSome("range", axis.Range is { } range ? new[] { range.From, range.To } : null));

    private static DynamicObj.DynamicObj AxisOf(Axis axis, IEnumerable<double> values)
    {
        if (axis.IsBare)
        {
            return Node.New().With("visible", false).WithSome("range", Range(axis));
        }

        var style = Node.New()
            .With("title", Node.New().With("text", Literal.Text(axis.Title)).With("standoff", 12))
            .With("gridcolor", Palette.GridLines)
            .With("showgrid", axis.HasGrid)
            .With("linecolor", Palette.Ink)
            .With("showline", true)
            .With("zeroline", false)
            .With("ticks", "outside")
            .With("separatethousands", true)
            .With("exponentformat", "power")
            .With("minexponent", 5)
            .With("automargin", true)
            .WithSome("range", Range(axis));
        return axis.IsLogarithmic ? LogarithmicTicks(style.With("type", "log"), [.. values]) : Ticks(axis, style);
    }

    /// <summary>Of a logarithmic axis plotly.js wants the logarithms.</summary>
    private static double[]? Range(Axis axis)
    {
        if (axis.Range is not { } range)
        {
            return null;
        }

        var (from, to) = axis.IsLogarithmic ? (Math.Log10(range.From), Math.Log10(range.To)) : range;
        return axis.IsReversed ? [to, from] : [from, to];
    }

    private static DynamicObj.DynamicObj Ticks(Axis axis, DynamicObj.DynamicObj style) => axis.Ticks.Count == 0
        ? style
        : style
            .With("tickvals", axis.Ticks.Select(tick => tick.At).ToArray())
            .With("ticktext", axis.Ticks.Select(tick => Literal.Text(tick.Text)).ToArray());

    /// <summary>Powers of ten, more of every decade the fewer decades there are, and not every power where there are many.</summary>
    private static DynamicObj.DynamicObj LogarithmicTicks(DynamicObj.DynamicObj style, double[] values)
    {
        var (low, high) = (Math.Log10(values.Min()), Math.Log10(values.Max()));
        int[] multiples = (high - low) switch
        {
            > 2.5 => [1],
            > 1 => [1, 2, 5],
            _ => [1, 2, 3, 4, 5, 6, 7, 8, 9],
        };
        var step = Math.Max(1, (int)Math.Ceiling((high - low) / MostPowers));
        var last = (int)Math.Ceiling(high);
        var first = step * (int)Math.Floor(Math.Floor(low) / step); // so that 1 is among them
        int[] powers = [.. Enumerable.Range(0, ((last - first) / step) + 1).Select(count => first + (step * count))];
        style.With("tickvals", powers.SelectMany(power => multiples, (power, multiple) => Number(multiple, power)).ToArray());
        return multiples.Length > 1 ? style : style.With("ticktext", powers.Select(Power).ToArray());
    }

    /// <summary>Written and read, so that it is the same on every machine.</summary>
    private static double Number(int multiple, int power) =>
        double.Parse(FormattableString.Invariant($"{multiple}e{power}"), CultureInfo.InvariantCulture);

    private static string Power(int power) => power is >= -3 and <= 4
        ? Number(1, power).ToString("#,0.###", CultureInfo.InvariantCulture)
        : FormattableString.Invariant($"10<sup>{power}</sup>").Replace('-', '−');

    private static DynamicObj.DynamicObj[]? Shapes(Chart chart)
    {
        var shades = chart.Shades.Select(shade => Node.New()
            .With("type", "rect")
            .With("xref", "x")
            .With("yref", "paper")
            .With("x0", shade.From)
            .With("x1", shade.To)
            .With("y0", 0)
            .With("y1", 1)
            .With("fillcolor", Palette.Data)
            .With("opacity", 0.16)
            .With("layer", "below")
            .With("line", Node.New().With("width", 0)));
        var boxes = chart.Boxes.Select(box => Node.New()
            .With("type", "rect")
            .With("x0", box.Left)
            .With("x1", box.Right)
            .With("y0", box.Bottom)
            .With("y1", box.Top)
            .With("line", Node.New().With("width", 3).With("color", box.Color)));
        DynamicObj.DynamicObj[] shapes = [.. shades, .. boxes];
        return shapes.Length > 0 ? shapes : null;
    }

    private static DynamicObj.DynamicObj[]? Annotations(Chart chart) => chart.Notes.Count == 0
        ? null
        : [.. chart.Notes.Select(note => Node.New()
            .With("x", note.X)
            .With("y", note.Y)
            .With("text", Literal.Text(note.Text))
            .With("showarrow", false)
            .With("font", Node.New().With("color", note.Color)))];

    /// <summary>
    /// How many rows the legend will have, by the width of its letters: plotly.js sets names of a horizontal legend in one
    /// row if they fit, and otherwise in columns as wide as the widest.
    /// </summary>
    private static int LegendRows(Chart chart)
    {
        double[] widths = [.. chart.Series.Where(series => series.Name.Length > 0).Select(series => 48 + (8.4 * series.Name.Length))];
        const double Width = 830;
        return widths.Length < 2 ? 0
            : widths.Sum() <= Width ? 1
            : (int)Math.Ceiling(widths.Length / Math.Max(1, Math.Floor(Width / widths.Max())));
    }

    private static IEnumerable<Series> Drawn(Chart chart) => chart.Series.Concat(chart.Frames.SelectMany(frame => frame.Series));

    private static DynamicObj.DynamicObj Font(int size) => Node.New()
        .With("family", "Open Sans, Segoe UI, Helvetica, Arial, sans-serif")
        .With("size", size)
        .With("color", Palette.Ink);
}
