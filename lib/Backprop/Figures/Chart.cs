namespace Backprop.Figures;

/// <summary>A chart as the drawing plug-in is told of it: what is drawn and where, nothing of how.</summary>
/// <param name="Title">The line above.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">What is drawn, the first at the bottom.</param>
internal sealed record Chart(string Title, Axis X, Axis Y, IReadOnlyList<Series> Series)
{
    public const int DefaultWidth = 960;
    public const int DefaultHeight = 540;
}

/// <summary>An axis.</summary>
/// <param name="Title">What is measured, with its unit.</param>
/// <param name="IsLogarithmic">Whether equal distances are equal ratios.</param>
internal sealed record Axis(string Title, bool IsLogarithmic = false);

/// <summary>Points, or the line through them.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="X">The horizontal places.</param>
/// <param name="Y">The vertical places, as many.</param>
/// <param name="Mark">How it is drawn.</param>
/// <param name="Color">As #rrggbb.</param>
internal sealed record Series(string Name, double[] X, double[] Y, Mark Mark, string Color);

/// <summary>How a series is drawn.</summary>
internal enum Mark
{
    /// <summary>A dot at every point.</summary>
    Points,

    /// <summary>A line through the points.</summary>
    Line,

    /// <summary>A dashed line through the points.</summary>
    DashedLine,

    /// <summary>A dotted line through the points.</summary>
    DottedLine,
}
