using Backprop.Figures.Charts;

namespace Backprop.Figures;

/// <content>Points and curves in the plane, and columns.</content>
public static partial class Plot
{
    private const int FunctionSamples = 401;

    /// <summary>Measured points, and curves that are to go through them.</summary>
    /// <param name="x">Where the points were measured; n elements.</param>
    /// <param name="y">What was measured there; n elements.</param>
    /// <param name="curves">A name and n elements for every curve (or as many as <paramref name="at"/> has).</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="xAxis">What x is, with its unit.</param>
    /// <param name="yAxis">What y is, with its unit.</param>
    /// <param name="at">
    /// Where the curves were computed, if not at x. What lies outside the data is shaded.
    /// </param>
    /// <exception cref="ArgumentException">There is no point, the numbers of elements differ, one is not finite, or a text
    /// does not fit.</exception>
    public static Figure Fit(
        Tensor x,
        Tensor y,
        IReadOnlyList<(string Name, Tensor Y)> curves,
        string name,
        string title,
        string caption,
        string xAxis = "x",
        string yAxis = "y",
        Tensor? at = null)
    {
        ArgumentNullException.ThrowIfNull(curves);
        FigureLabels labels = new(name, title, caption);
        ChartBuilder builder = new(name, title, new Axis(xAxis), new Axis(yAxis));
        var measured = Numbers(x, nameof(x));
        builder.AddPoints("data", measured, Numbers(y, nameof(y)));
        foreach (var (curve, values) in curves)
        {
            var (places, heights) = (Numbers(at ?? x, nameof(at)), Numbers(values, curve));
            builder.CheckEqualCounts(curve, places, heights);
            Array.Sort(places, heights);
            builder.AddLine(curve, places, heights);
        }

        return Draw(labels, builder.Build() with { Shades = at is null ? [] : Outside(measured, at.ToArray()) });
    }

    /// <summary>Curves of functions of one number, sampled at 401 places of equal distance.</summary>
    /// <param name="functions">A name and a function for every curve.</param>
    /// <param name="from">The left end.</param>
    /// <param name="to">The right end.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="xAxis">What x is, with its unit.</param>
    /// <param name="yAxis">What y is, with its unit.</param>
    /// <exception cref="ArgumentException">There is no function, a value is not finite, the ends are not in order, or a
    /// text does not fit.</exception>
    public static Figure Function(
        IReadOnlyList<(string Name, Func<double, double> Function)> functions,
        double from,
        double to,
        string name,
        string title,
        string caption,
        string xAxis = "x",
        string yAxis = "y")
    {
        FigureLabels labels = new(name, title, caption);
        RequireInterval(labels, from, to);
        ChartBuilder builder = new(name, title, new Axis(xAxis), new Axis(yAxis));
        var x = Charts.Range.Spaced(from, to, FunctionSamples);
        foreach (var (curve, function) in Given(functions, nameof(functions)))
        {
            builder.AddLine(curve, x, [.. x.Select(function)]);
        }

        return Draw(labels, builder.Build());
    }

    /// <summary>A function f, its derivative f′, and the tangent at a place: the line whose slope f′ is there.</summary>
    /// <param name="function">f.</param>
    /// <param name="derivative">f′.</param>
    /// <param name="at">Where the tangent touches.</param>
    /// <param name="from">The left end.</param>
    /// <param name="to">The right end.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="xAxis">What x is, with its unit.</param>
    /// <param name="yAxis">What y is, with its unit.</param>
    /// <param name="letter">What f is called.</param>
    /// <exception cref="ArgumentException">A value is not finite, the ends are not in order, the place is not between them,
    /// or a text does not fit.</exception>
    public static Figure Tangent(
        Func<double, double> function,
        Func<double, double> derivative,
        double at,
        double from,
        double to,
        string name,
        string title,
        string caption,
        string xAxis = "x",
        string yAxis = "y",
        string letter = "f")
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(derivative);
        FigureLabels labels = new(name, title, caption);
        RequireInterval(labels, from, to);
        if (!(at >= from && at <= to))
        {
            throw new InvalidArgumentException(Text($"figure \"{name}\": the tangent at {at} is not between {from} and {to}"));
        }

        var (height, slope) = (function(at), derivative(at));
        var x = Charts.Range.Spaced(from, to, FunctionSamples);
        double[] y = [.. x.Select(function)], slopes = [.. x.Select(derivative)];
        ChartBuilder builder = new(name, title, new Axis(xAxis), new Axis(yAxis));
        builder.AddLine($"{letter}({xAxis})", x, y);
        builder.AddLine($"{letter}′({xAxis})", x, slopes);
        var reach = (to - from) / 5;
        builder.AddYardstick(
            Text($"tangent at {at:G4}, slope {slope:G4}").Replace('-', '−'),
            [at - reach, at + reach],
            [height - (slope * reach), height + (slope * reach)]);
        builder.AddCurve("touches here", new Curve("", [at], [height], Mark.Points, Palette.Yardstick) { Size = 12 });
        return Draw(labels, builder.Build() with
        {
            X = new Axis(xAxis) { Range = (from, to) },
            Y = new Axis(yAxis) { Range = Charts.Range.Around([.. y, .. slopes]) },
        });
    }

    /// <summary>Points, each group with a colour and a form of its own. Of more than 5,000 in a group every so many are drawn.</summary>
    /// <param name="groups">A name, and as many horizontal as vertical places, for every group.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="xAxis">What x is, with its unit.</param>
    /// <param name="yAxis">What y is, with its unit.</param>
    /// <exception cref="ArgumentException">There is no group or no point, the numbers of elements differ, one is not finite,
    /// or a text does not fit.</exception>
    public static Figure Scatter(
        IReadOnlyList<(string Name, Tensor X, Tensor Y)> groups,
        string name,
        string title,
        string caption,
        string xAxis = "x",
        string yAxis = "y")
    {
        FigureLabels labels = new(name, title, caption);
        ChartBuilder builder = new(name, title, new Axis(xAxis), new Axis(yAxis));
        foreach (var (group, x, y) in Given(groups, nameof(groups)))
        {
            builder.AddGroup(group, Numbers(x, group), Numbers(y, group));
        }

        return Draw(labels, builder.Build());
    }

    /// <summary>Columns side by side.</summary>
    /// <param name="labels">What stands below each place.</param>
    /// <param name="groups">A name and one height per place, for every group.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="xAxis">What the places are.</param>
    /// <param name="yAxis">What the heights are, with their unit.</param>
    /// <exception cref="ArgumentException">There is no group or no place, there is not one height per place, one is not
    /// finite, or a text does not fit.</exception>
    public static Figure Bars(
        IReadOnlyList<string> labels,
        IReadOnlyList<(string Name, IReadOnlyList<double> Heights)> groups,
        string name,
        string title,
        string caption,
        string xAxis,
        string yAxis)
    {
        FigureLabels figure = new(name, title, caption);
        string[] places = [.. Given(labels, nameof(labels))];
        ChartBuilder builder = new(name, title, new Axis(xAxis), new Axis(yAxis));
        foreach (var (group, heights) in Given(groups, nameof(groups)))
        {
            double[] values = [.. Given(heights, group)];
            builder.CheckFinite(group, values);
            if (values.Length != places.Length)
            {
                throw builder.Error(group, Text($"{values.Length} heights for {places.Length} labels"));
            }

            var color = Palette.Lines[builder.Count % Palette.Lines.Length];
            builder.Add(
                new Columns(group, places, Rounding.SixDigits(values), color),
                Text($"{group}: {yAxis} {Rounding.SixDigits(values.Min())} to {Rounding.SixDigits(values.Max())}"));
        }

        return Draw(figure, builder.Build());
    }

    /// <summary>The stretches that curves cover and the data does not.</summary>
    private static List<(double From, double To)> Outside(double[] measured, double[] covered)
    {
        var (low, high) = Charts.Range.Around(covered, room: 0.03);
        List<(double, double)> stretches = [];
        if (covered.Min() < measured.Min())
        {
            stretches.Add((low, measured.Min()));
        }

        if (covered.Max() > measured.Max())
        {
            stretches.Add((measured.Max(), high));
        }

        return stretches;
    }
}
