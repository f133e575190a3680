using Backprop.Figures.Charts;

namespace Backprop.Figures;

/// <content>Functions of two numbers.</content>
public static partial class Plot
{
    private const int BoundarySteps = 49;
    private const int SurfaceSteps = 81;
    private const int PathPoints = 200;
    private const int PathFrames = 20;

    /// <summary>
    /// Where a classifier changes its mind: two classes of points, the score of every place as a colour, and the line on
    /// which the score is undecided.
    /// </summary>
    /// <param name="points">The points, of shape (n, 2).</param>
    /// <param name="classes">The class of each point, n elements of two different values.</param>
    /// <param name="score">The score of places of shape (m, 2), m elements. It is called once, and nothing is recorded.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="level">The score that is undecided: 0 for a margin, 0.5 for a probability.</param>
    /// <param name="xAxis">What the first number of a point is.</param>
    /// <param name="yAxis">What the second number of a point is.</param>
    /// <param name="line">
    /// Whose level is drawn as the line; without it, the score's. The score max(z, 0) of a ReLU is 0 on one whole side, so its line is that of z.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit, there are not two classes, a number is not finite, or a
    /// text does not fit.</exception>
    public static Figure DecisionBoundary(
        Tensor points,
        Tensor classes,
        Func<Tensor, Tensor> score,
        string name,
        string title,
        string caption,
        double level = 0,
        string xAxis = "x₁",
        string yAxis = "x₂",
        Func<Tensor, Tensor>? line = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(score);
        FigureLabels labels = new(name, title, caption);
        ChartBuilder builder = new(name, title, new Axis(xAxis), new Axis(yAxis));
        if (points.Shape.Rank != 2 || points.Shape[1] != 2 || points.Size == 0 || classes.Size != points.Shape[0])
        {
            throw builder.Error("points", $"points of shape (n, 2) and n classes are expected, not {points.Shape} and {classes.Shape}");
        }

        double[][] rows = [.. points.ToArray().Chunk(2)];
        builder.CheckFinite("points", points.ToArray());
        var (x, y) = (
            Charts.Range.Spaced(Charts.Range.Around(rows.Select(row => row[0]), 0.12), BoundarySteps),
            Charts.Range.Spaced(Charts.Range.Around(rows.Select(row => row[1]), 0.12), BoundarySteps));
        var scores = Scores(builder, score, x, y);
        var farthest = Math.Max(1e-6, Nearest(scores.Max() - level, level - scores.Min()));
        ColorScale colors = new(Rounding.SixDigits(level - farthest), Rounding.SixDigits(level + farthest), Palette.Sides);
        builder.Add(
            Places(scores, GridForm.Flow) with { Levels = line is null ? (level, level, 1) : null },
            Text($"score {Rounding.SixDigits(scores.Min())} to {Rounding.SixDigits(scores.Max())}"));
        if (line is not null)
        {
            builder.Add(Places(Scores(builder, line, x, y), GridForm.Lines) with { Levels = (level, level, 1) }, Text($"line at {level}"));
        }

        AddClasses(builder, rows, classes.ToArray());
        return Draw(labels, builder.Build() with
        {
            X = new Axis(xAxis) { Range = (x[0], x[^1]) },
            Y = new Axis(yAxis) { Range = (y[0], y[^1]) },
        });

        Grid Places(double[] numbers, GridForm form) =>
            new(Rounding.SixDigits(x), Rounding.SixDigits(y), Rounding.SixDigits(numbers.Chunk(x.Length)), colors, form);
    }

    /// <summary>
    /// A loss over two parameters, as contours or in space, and the paths that optimizers take on it. If all losses are
    /// positive and the highest is more than a hundred times the lowest, heights are powers of ten.
    /// </summary>
    /// <param name="loss">The loss of two parameters.</param>
    /// <param name="x">The ends of the first parameter's axis.</param>
    /// <param name="y">The ends of the second parameter's axis.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="paths">
    /// A name and the two parameters after every step, for every optimizer. A path ends where it is no number any more, or,
    /// in space, where it leaves the picture.
    /// </param>
    /// <param name="xAxis">What the first parameter is.</param>
    /// <param name="yAxis">What the second parameter is.</param>
    /// <param name="inSpace">Whether it is drawn as a surface that can be turned.</param>
    /// <param name="animated">Whether the paths grow.</param>
    /// <exception cref="ArgumentException">A loss is not finite, the ends are not in order, a path is empty, or a text does
    /// not fit.</exception>
    public static Figure LossSurface(
        Func<double, double, double> loss,
        (double From, double To) x,
        (double From, double To) y,
        string name,
        string title,
        string caption,
        IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Steps)>? paths = null,
        string xAxis = "w₁",
        string yAxis = "w₂",
        bool inSpace = false,
        bool animated = false)
    {
        ArgumentNullException.ThrowIfNull(loss);
        FigureLabels labels = new(name, title, caption);
        RequireInterval(labels, x.From, x.To);
        RequireInterval(labels, y.From, y.To);
        ChartBuilder builder = new(name, title, new Axis(xAxis), new Axis(yAxis));
        var (across, along) = (Charts.Range.Spaced(x, SurfaceSteps), Charts.Range.Spaced(y, SurfaceSteps));
        double[] losses = [.. along.SelectMany(b => across.Select(a => loss(a, b)))];
        builder.CheckFinite("loss", losses);
        Relief relief = new(losses, loss);
        builder.Add(relief.Ground(across, along, losses, inSpace), Text($"loss {Rounding.SixDigits(losses.Min())} to {Rounding.SixDigits(losses.Max())}"));
        var shown = (paths ?? []).Select(path => (path.Name, Steps: Kept(builder, path.Name, path.Steps, x, y, inSpace))).ToList();
        var ground = builder.Build();
        List<Series> Paths(double part) =>
            [.. ground.Series, .. shown.SelectMany((path, i) => relief.Path(path.Name, path.Steps, part, i, inSpace))];
        return Draw(labels, ground with
        {
            Series = Paths(1),
            Frames = animated && shown.Count > 0
                ? [.. Enumerable.Range(0, PathFrames + 1).Select(i => (Percent(i), (IReadOnlyList<Series>)Paths((double)i / PathFrames)))]
                : [],
            X = new Axis(xAxis) { Range = x },
            Y = new Axis(yAxis) { Range = y },
            Z = inSpace ? relief.Height : null,
        });
    }

    /// <summary>The smaller of two distances, so that both sides take on their full colour; the larger if one side is empty.</summary>
    private static double Nearest(double above, double below) => above > 0 && below > 0 ? Math.Min(above, below) : Math.Max(above, below);

    private static string Percent(int frame) => Text($"{100 * frame / PathFrames} %");

    private static double[] Scores(ChartBuilder builder, Func<Tensor, Tensor> score, double[] x, double[] y)
    {
        using var scope = Tensor.NoGrad();
        var places = new Tensor([x.Length * y.Length, 2], [.. y.SelectMany(b => x.SelectMany(a => new[] { a, b }))]);
        var scores = score(places);
        if (scores.Size != places.Shape[0])
        {
            throw builder.Error("score", $"for places of shape {places.Shape} the function gave {scores.Shape}: one number for each place is expected");
        }

        builder.CheckFinite("score", scores.ToArray());
        return scores.ToArray();
    }

    private static void AddClasses(ChartBuilder builder, double[][] points, double[] classes)
    {
        double[] values = [.. classes.Distinct().Order()];
        if (values.Length != 2)
        {
            throw builder.Error("classes", Invariant($"two different values are expected, not {values.Length}"));
        }

        foreach (var value in values)
        {
            double[][] members = [.. points.Where((_, i) => classes[i] == value)];
            builder.AddGroup(Text($"class {value}").Replace('-', '−'), [.. members.Select(point => point[0])], [.. members.Select(point => point[1])]);
        }
    }

    /// <summary>The steps of a path that can be drawn.</summary>
    private static (double X, double Y)[] Kept(
        ChartBuilder builder,
        string name,
        IReadOnlyList<(double X, double Y)> steps,
        (double From, double To) x,
        (double From, double To) y,
        bool inSpace)
    {
        (double X, double Y)[] drawn = [.. Given(steps, name).TakeWhile(step => double.IsFinite(step.X) && double.IsFinite(step.Y)
            && (!inSpace || (step.X >= x.From && step.X <= x.To && step.Y >= y.From && step.Y <= y.To)))];
        return drawn.Length > 0
            ? [.. Thinning.KeepEvenly(drawn.Length, PathPoints).Select(index => drawn[index])]
            : throw builder.Error(name, Text($"the path starts at {steps[0]}, outside of the picture"));
    }
}
