using Backprop.Figures.Charts;

namespace Backprop.Figures;

/// <content>Pictures that change.</content>
public static partial class Plot
{
    private const int MostFrames = 200;

    /// <summary>
    /// Figures of one kind as the states of one that moves, with a slider and a button to play. Its axes hold all that is
    /// ever drawn; at rest it shows the last state.
    /// </summary>
    /// <param name="frames">A label, such as "step 100", and a figure for every state.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <exception cref="ArgumentException">There is no state or more than 200, two have the same label, one is not a chart
    /// of the same series as the first, or a text does not fit.</exception>
    public static Figure Animation(
        IReadOnlyList<(string Label, Figure Figure)> frames, string name, string title, string caption)
    {
        FigureLabels labels = new(name, title, caption);
        if (Given(frames, nameof(frames)).Count > MostFrames || frames.DistinctBy(frame => frame.Label).Count() < frames.Count)
        {
            throw new InvalidArgumentException(Invariant($"figure \"{name}\": up to {MostFrames} states with different labels are expected, not {frames.Count}"));
        }

        Chart[] charts = [.. frames.Select(frame => frame.Figure?.Drawing.Chart
            ?? throw new InvalidArgumentException($"figure \"{name}\": the state \"{frame.Label}\" is not a chart"))];
        for (var i = 1; i < charts.Length; i++)
        {
            RequireSameSeries(name, frames[i].Label, charts[0], charts[i]);
        }

        var last = charts[^1];
        return Draw(labels, last with
        {
            Title = labels.Title,
            X = Charts.Range.OfAll(charts, chart => chart.X, Charts.Range.Across),
            Y = Charts.Range.OfAll(charts, chart => chart.Y, Charts.Range.Along),
            Frames = [.. frames.Select((frame, i) => (frame.Label, charts[i].Series))],
            Description = Invariant($"{frames.Count} states, {frames[0].Label} to {frames[^1].Label}; at last {last.Description}"),
        });
    }

    private static void RequireSameSeries(string figure, string label, Chart first, Chart other)
    {
        static string[] Kinds(Chart chart) => [.. chart.Series.Select(series => series.GetType().Name)];
        if (!Kinds(first).SequenceEqual(Kinds(other)))
        {
            throw new InvalidArgumentException(
                Invariant($"figure \"{figure}\": the state \"{label}\" draws {other.Series.Count} series and the first one {first.Series.Count}, ")
                + "or others; all must draw the same");
        }
    }
}
