using Backprop.Figures;
using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace Backprop.Plotly;

/// <summary>The house style: large letters for the last row, few lines, the legend where no curve is.</summary>
internal static class ChartLayout
{
    private const string Ink = "#222222";
    private const string Paper = "#ffffff";
    private const string GridColor = "#e3e3e3";
    private const int FontSize = 18;
    private const int TitleSize = 24;

    /// <summary>They select points, and nothing follows from that.</summary>
    private static readonly string[] UselessButtons = ["select2d", "lasso2d"];

    public static Layout Of(Figures.Chart chart) => With(
        new Layout(),
        ("title", With(
            new Title(),
            ("text", chart.Title),
            ("font", Font(TitleSize)),
            ("x", 0.02),
            ("xanchor", "left"),
            ("y", 0.96))),
        ("font", Font(FontSize)),
        ("margin", With(new Margin(), ("l", 90), ("r", 30), ("t", 100), ("b", 75))),
        ("paper_bgcolor", Paper),
        ("plot_bgcolor", Paper),
        ("showlegend", chart.Series.Count > 1),
        ("legend", With(new Legend(), ("orientation", "h"), ("x", 0), ("y", 1.02), ("yanchor", "bottom"))),
        ("modebar", With(new ModeBar(), ("remove", UselessButtons))),
        ("xaxis", AxisOf(chart.X, chart.Series.SelectMany(series => series.X))),
        ("yaxis", AxisOf(chart.Y, chart.Series.SelectMany(series => series.Y))));

    private static LinearAxis AxisOf(Axis axis, IEnumerable<double> values)
    {
        var style = With(
            new LinearAxis(),
            ("title", With(new Title(), ("text", axis.Title))),
            ("gridcolor", GridColor),
            ("linecolor", Ink),
            ("showline", true),
            ("zeroline", false),
            ("ticks", "outside"),
            ("separatethousands", true),
            ("exponentformat", "power"),
            ("minexponent", 5),
            ("automargin", true));
        return axis.IsLogarithmic ? With(style, ("type", "log"), ("tickvals", LogarithmicTicks([.. values]))) : style;
    }

    /// <summary>Powers of ten, and more of each decade the fewer decades there are.</summary>
    private static double[] LogarithmicTicks(double[] values)
    {
        var (low, high) = (Math.Log10(values.Min()), Math.Log10(values.Max()));
        int[] multiples = (high - low) switch
        {
            > 2.5 => [1],
            > 1 => [1, 2, 5],
            _ => [1, 2, 3, 4, 5, 6, 7, 8, 9],
        };
        var (first, last) = ((int)Math.Floor(low), (int)Math.Ceiling(high));
        return [.. from exponent in Enumerable.Range(first, last - first + 1)
                   from multiple in multiples
                   select multiple * Math.Pow(10, exponent)];
    }

    private static Font Font(int size) => With(
        new Font(), ("family", "Open Sans, Segoe UI, Helvetica, Arial, sans-serif"), ("size", size), ("color", Ink));

    private static T With<T>(T target, params (string Name, object Value)[] properties)
        where T : DynamicObj.DynamicObj
    {
        foreach (var (name, value) in properties)
        {
            target.SetProperty(name, value);
        }

        return target;
    }
}
