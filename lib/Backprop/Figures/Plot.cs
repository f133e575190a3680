namespace Backprop.Figures;

/// <summary>The pictures of the course, each made of plain numbers or tensors.</summary>
/// <remarks>
/// Every figure wants a name (its file name: small letters, digits, hyphens), a title, and a caption that says what to
/// see in it. Numbers that cannot be drawn are refused.
/// </remarks>
public static class Plot
{
    private const int FunctionSamples = 401;

    /// <summary>How a loss falls while training, on a logarithmic axis.</summary>
    /// <param name="losses">The loss of each step; all positive. Long runs are thinned (see the other form).</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="yardstick">A level to hold the losses against, with its name.</param>
    /// <param name="yAxis">What the loss is.</param>
    /// <exception cref="ArgumentException">There is no loss, one is not positive and finite, or a text does not fit.</exception>
    public static Figure LossCurve(
        IReadOnlyList<double> losses,
        string name,
        string title,
        string caption,
        (string Name, double Level)? yardstick = null,
        string yAxis = "loss") => LossCurve([("loss", losses)], name, title, caption, yardstick, yAxis);

    /// <summary>
    /// How the losses of several runs fall, on a logarithmic axis. A run of more than 1,000 steps is drawn by the
    /// smallest and the largest loss of each of 500 stretches of equal length, so that no spike is lost.
    /// </summary>
    /// <param name="runs">A name and the loss of each step for every run; all losses positive.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="yardstick">A level to hold the losses against, with its name.</param>
    /// <param name="yAxis">What the loss is.</param>
    /// <exception cref="ArgumentException">There is no run or no loss, one is not positive and finite, or a text does not
    /// fit.</exception>
    public static Figure LossCurve(
        IReadOnlyList<(string Name, IReadOnlyList<double> Losses)> runs,
        string name,
        string title,
        string caption,
        (string Name, double Level)? yardstick = null,
        string yAxis = "loss")
    {
        FigureLabels labels = new(name, title, caption);
        var builder = new ChartBuilder(labels, new Axis("step"), new Axis(yAxis, IsLogarithmic: true));
        foreach (var (run, losses) in Given(runs, nameof(runs)))
        {
            var (steps, values) = Thinning.KeepExtremes(Given(losses, run));
            builder.AddLine(run, steps, values);
        }

        if (yardstick is { } line)
        {
            var last = runs.Max(run => run.Losses.Count) - 1;
            builder.AddYardstick(line.Name, [0, last], [line.Level, line.Level]);
        }

        return builder.Build();
    }

    /// <summary>Measured points, and curves that are to go through them.</summary>
    /// <param name="x">Where the points were measured; n elements.</param>
    /// <param name="y">What was measured there; n elements.</param>
    /// <param name="curves">A name and n elements for every curve, drawn over the same x in rising order.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="xAxis">What x is, with its unit.</param>
    /// <param name="yAxis">What y is, with its unit.</param>
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
        string yAxis = "y")
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(curves);
        FigureLabels labels = new(name, title, caption);
        var builder = new ChartBuilder(labels, new Axis(xAxis), new Axis(yAxis));
        builder.AddPoints("data", x.ToArray(), y.ToArray());
        foreach (var (curve, values) in curves)
        {
            ArgumentNullException.ThrowIfNull(values);
            var (places, heights) = (x.ToArray(), values.ToArray());
            builder.CheckEqualCounts(curve, places, heights);
            Array.Sort(places, heights);
            builder.AddLine(curve, places, heights);
        }

        return builder.Build();
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
        if (!(double.IsFinite(from) && double.IsFinite(to) && from < to))
        {
            throw new ArgumentException($"figure \"{name}\": from {from} to {to} is not an interval");
        }

        var builder = new ChartBuilder(labels, new Axis(xAxis), new Axis(yAxis));
        double[] x = [.. Enumerable.Range(0, FunctionSamples).Select(i => from + ((to - from) * i / (FunctionSamples - 1)))];
        foreach (var (curve, function) in Given(functions, nameof(functions)))
        {
            builder.AddLine(curve, x, [.. x.Select(function)]);
        }

        return builder.Build();
    }

    private static IReadOnlyList<T> Given<T>(IReadOnlyList<T> items, string what)
    {
        ArgumentNullException.ThrowIfNull(items, what);
        return items.Count > 0 ? items : throw new ArgumentException($"figure: there is nothing to draw in \"{what}\"");
    }
}
