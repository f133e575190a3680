using Backprop.Errors;
using Backprop.Figures.Charts;

namespace Backprop.Figures;

/// <content>What there is to watch while a network is trained.</content>
public static partial class Plot
{
    /// <summary>How a loss falls while training.</summary>
    /// <param name="losses">The loss of each step. Long runs are thinned (see the other form).</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="yardstick">A level to hold the losses against, with its name.</param>
    /// <param name="yAxis">What the loss is.</param>
    /// <param name="logarithmic">Whether equal distances are equal ratios; all losses must be positive then.</param>
    /// <param name="smoothing">Over how many steps the mean is taken; the loss itself is then drawn pale behind.</param>
    /// <param name="xAxis">What is counted, from 0: steps or epochs.</param>
    /// <exception cref="ArgumentException">There is no loss, one cannot be drawn, or a text does not fit.</exception>
    public static Figure LossCurve(
        IReadOnlyList<double> losses,
        string name,
        string title,
        string caption,
        (string Name, double Level)? yardstick = null,
        string yAxis = "loss",
        bool logarithmic = true,
        int smoothing = 1,
        string xAxis = "step") =>
        LossCurve([("loss", losses)], name, title, caption, yardstick, yAxis, logarithmic, smoothing, xAxis);

    /// <summary>
    /// How the losses of several runs fall. A run of more than 1,000 steps is drawn by the smallest and the largest loss of
    /// each of 500 stretches of equal length, so that no spike is lost.
    /// </summary>
    /// <param name="runs">A name and the loss of each step for every run.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="yardstick">A level to hold the losses against, with its name.</param>
    /// <param name="yAxis">What the loss is.</param>
    /// <param name="logarithmic">Whether equal distances are equal ratios; all losses must be positive then.</param>
    /// <param name="smoothing">
    /// Over how many steps, up to each one, the mean is taken; the loss itself is then drawn pale behind.
    /// </param>
    /// <param name="xAxis">What is counted, from 0: steps or epochs.</param>
    /// <exception cref="ArgumentException">There is no run or no loss, one cannot be drawn, or a text does not fit.</exception>
    public static Figure LossCurve(
        IReadOnlyList<(string Name, IReadOnlyList<double> Losses)> runs,
        string name,
        string title,
        string caption,
        (string Name, double Level)? yardstick = null,
        string yAxis = "loss",
        bool logarithmic = true,
        int smoothing = 1,
        string xAxis = "step")
    {
        FigureLabels labels = new(name, title, caption);
        if (smoothing < 1)
        {
            throw new InvalidArgumentException(Text($"figure \"{name}\": a mean over {smoothing} steps is none; 1 leaves the losses as they are"));
        }

        ChartBuilder builder = new(name, title, new Axis(xAxis), new Axis(yAxis, logarithmic));
        foreach (var (run, losses) in Given(runs, nameof(runs)))
        {
            double[] values = [.. Given(losses, run)];
            double[] steps = [.. Enumerable.Range(0, values.Length).Select(step => (double)step)];
            if (smoothing == 1)
            {
                builder.AddLine(run, steps, values);
                continue;
            }

            builder.AddFaintLine(run, steps, values);
            builder.AddLine(Text($"{run}, mean of {smoothing} {xAxis}s"), steps, Smooth(values, smoothing));
        }

        if (yardstick is { } line)
        {
            var last = runs.Max(run => run.Losses.Count) - 1;
            builder.AddYardstick(line.Name, [0, last], [line.Level, line.Level]);
        }

        return Draw(labels, builder.Build());
    }

    /// <summary>The learning rate of each step, as a schedule sets it.</summary>
    /// <param name="at">The rate at a step counted from 0, as in <c>schedule.At</c>.</param>
    /// <param name="steps">How many steps there are.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <exception cref="ArgumentException">There is no step, a rate is not finite, or a text does not fit.</exception>
    public static Figure LearningRate(Func<int, double> at, int steps, string name, string title, string caption) =>
        LearningRate([("η", at)], steps, name, title, caption);

    /// <summary>The learning rates of several schedules.</summary>
    /// <param name="schedules">A name and the rate at a step counted from 0 for each, as in <c>schedule.At</c>.</param>
    /// <param name="steps">How many steps there are.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <exception cref="ArgumentException">There is no schedule or no step, a rate is not finite, or a text does not fit.</exception>
    public static Figure LearningRate(
        IReadOnlyList<(string Name, Func<int, double> At)> schedules, int steps, string name, string title, string caption)
    {
        FigureLabels labels = new(name, title, caption);
        if (steps < 1)
        {
            throw new InvalidArgumentException(Text($"figure \"{name}\": there is nothing to draw in {steps} steps"));
        }

        double[] places = [.. Enumerable.Range(0, steps).Select(step => (double)step)];
        ChartBuilder builder = new(name, title, new Axis("step"), new Axis("learning rate η"));
        foreach (var (schedule, at) in Given(schedules, nameof(schedules)))
        {
            builder.AddLine(schedule, places, [.. places.Select(step => at((int)step))]);
        }

        return Draw(labels, builder.Build());
    }

    /// <summary>
    /// How the numbers of each layer are distributed: activations, gradients, weights. One hill per layer over a common
    /// axis, the first layer at the bottom, every hill of the same height.
    /// </summary>
    /// <param name="layers">A name and the numbers of every layer, first to last.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="xAxis">What the numbers are.</param>
    /// <param name="bins">Into how many stretches of equal length the axis is divided to count.</param>
    /// <exception cref="ArgumentException">There is no layer or no number, one is not finite, or a text does not fit.</exception>
    public static Figure Histograms(
        IReadOnlyList<(string Name, Tensor Values)> layers,
        string name,
        string title,
        string caption,
        string xAxis = "value",
        int bins = 60)
    {
        FigureLabels labels = new(name, title, caption);
        Require.AtLeast(2, bins);
        ChartBuilder builder = new(name, title, new Axis(xAxis), new Axis("layer"));
        var numbers = Given(layers, nameof(layers)).Select(layer => Numbers(layer.Values, layer.Name)).ToList();
        for (var i = 0; i < layers.Count; i++)
        {
            Given(numbers[i], layers[i].Name);
            builder.CheckFinite(layers[i].Name, numbers[i]);
        }

        var (from, to) = Charts.Range.Around(numbers.SelectMany(values => values), room: 0.001);
        for (var i = layers.Count - 1; i >= 0; i--)
        {
            builder.Add(
                Histogram.Hill(numbers[i], from, to, bins, ground: i, Palette.Lines[i % Palette.Lines.Length]),
                Text($"{layers[i].Name}: {xAxis} {Rounding.SixDigits(numbers[i].Min())} to {Rounding.SixDigits(numbers[i].Max())}"));
        }

        return Draw(labels, builder.Build() with
        {
            Y = new Axis("layer") { Ticks = [.. layers.Select((layer, i) => ((double)i, layer.Name))], HasGrid = false },
        });
    }

    /// <summary>The mean of each value and those before it, as many as are wanted or there are.</summary>
    private static double[] Smooth(double[] values, int width)
    {
        var smooth = new double[values.Length];
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += values[i] - (i >= width ? values[i - width] : 0);
            smooth[i] = sum / Math.Min(i + 1, width);
        }

        return smooth;
    }
}
