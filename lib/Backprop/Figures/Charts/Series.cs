namespace Backprop.Figures.Charts;

/// <summary>One thing that a chart draws.</summary>
/// <param name="Name">The name in the legend; without one it has no place there.</param>
internal abstract record Series(string Name);

/// <summary>Points, or the line through them.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="X">The horizontal places.</param>
/// <param name="Y">The vertical places, as many.</param>
/// <param name="Mark">How it is drawn.</param>
/// <param name="Color">As #rrggbb.</param>
internal sealed record Curve(string Name, double[] X, double[] Y, Mark Mark, string Color) : Series(Name)
{
    /// <summary>The height of each point, in a chart in space.</summary>
    public double[]? Z { get; init; }

    /// <summary>The width of the line, or the size of the points, in pixels.</summary>
    public double Size { get; init; } = 3;

    /// <summary>From 0, which is not seen, to 1.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>Whether the area that the line surrounds is filled with its colour.</summary>
    public bool IsFilled { get; init; }
}

/// <summary>Columns on a common ground.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="Labels">What stands below each column.</param>
/// <param name="Heights">How high each is.</param>
/// <param name="Color">As #rrggbb.</param>
internal sealed record Columns(string Name, string[] Labels, double[] Heights, string Color) : Series(Name);

/// <summary>Numbers on a grid, each a colour.</summary>
/// <param name="X">The horizontal places of the grid's columns.</param>
/// <param name="Y">The vertical places of the grid's rows.</param>
/// <param name="Z">The numbers, row by row; null is left empty.</param>
/// <param name="Colors">Which colour a number has.</param>
/// <param name="Form">How the grid is drawn.</param>
internal sealed record Grid(double[] X, double[] Y, double?[][] Z, ColorScale Colors, GridForm Form) : Series("")
{
    /// <summary>What is written into the cells.</summary>
    public string[][]? Texts { get; init; }

    /// <summary>Of contours: the lowest line, the highest, and how far they are apart.</summary>
    public (double Start, double End, double Step)? Levels { get; init; }
}

/// <summary>How a grid is drawn.</summary>
internal enum GridForm
{
    /// <summary>A rectangle for every number.</summary>
    Cells,

    /// <summary>Areas between lines of equal height.</summary>
    Contours,

    /// <summary>Colours that flow, and lines of equal height, if there are levels.</summary>
    Flow,

    /// <summary>Lines of equal height alone.</summary>
    Lines,

    /// <summary>A surface in space.</summary>
    Surface,
}

/// <summary>How a series is drawn.</summary>
internal enum Mark
{
    /// <summary>A dot at every point.</summary>
    Points,

    /// <summary>A square standing on its corner at every point.</summary>
    Diamonds,

    /// <summary>A line through the points.</summary>
    Line,

    /// <summary>A dashed line through the points.</summary>
    DashedLine,

    /// <summary>A dotted line through the points.</summary>
    DottedLine,
}

/// <summary>Which colour a number has.</summary>
/// <param name="Low">The number that has the first colour.</param>
/// <param name="High">The number that has the last colour.</param>
/// <param name="Colors">Colours at equal distances, as #rrggbb.</param>
/// <param name="Title">What the numbers are; without it no scale is drawn beside the chart.</param>
internal sealed record ColorScale(double Low, double High, IReadOnlyList<string> Colors, string Title = "")
{
    /// <summary>Marks of the scale at places of one's own; without any, round numbers are marked.</summary>
    public IReadOnlyList<(double At, string Text)> Ticks { get; init; } = [];
}
