namespace Backprop.Figures.Charts;

/// <summary>A chart as the drawing plug-in is told of it: what is drawn and where, nothing of how.</summary>
/// <param name="Title">The line above.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">What is drawn, the first at the bottom.</param>
internal sealed record Chart(string Title, Axis X, Axis Y, IReadOnlyList<Series> Series)
{
    /// <summary>What is drawn, in a few words, with the ranges of the numbers.</summary>
    public string Description { get; init; } = "";

    /// <summary>The height of a chart in space; one in the plane has none.</summary>
    public Axis? Z { get; init; }

    /// <summary>Whether a unit is as long on the one axis as on the other.</summary>
    public bool HasEqualUnits { get; init; }

    /// <summary>Stretches of the horizontal axis that are shaded.</summary>
    public IReadOnlyList<(double From, double To)> Shades { get; init; } = [];

    /// <summary>Rectangles that call attention to what they surround.</summary>
    public IReadOnlyList<Box> Boxes { get; init; } = [];

    /// <summary>Words at places of the chart.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>The states of an animation; the series of the last one are those of the chart.</summary>
    public IReadOnlyList<(string Label, IReadOnlyList<Series> Series)> Frames { get; init; } = [];
}

/// <summary>An axis.</summary>
/// <param name="Title">What is measured, with its unit.</param>
/// <param name="IsLogarithmic">Whether equal distances are equal ratios.</param>
internal sealed record Axis(string Title, bool IsLogarithmic = false)
{
    /// <summary>Marks at places of one's own; without any, round numbers are marked.</summary>
    public IReadOnlyList<(double At, string Text)> Ticks { get; init; } = [];

    /// <summary>What is shown of it; without, all that is drawn.</summary>
    public (double From, double To)? Range { get; init; }

    /// <summary>Whether numbers grow to the left, or downwards.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Whether lines lead from the marks through the chart.</summary>
    public bool HasGrid { get; init; } = true;

    /// <summary>Whether there is neither line nor mark.</summary>
    public bool IsBare { get; init; }
}

/// <summary>A rectangle, by two of its corners.</summary>
internal sealed record Box(double Left, double Bottom, double Right, double Top, string Color);

/// <summary>Words around a place of the chart.</summary>
internal sealed record Note(double X, double Y, string Text, string Color);
