namespace Lectern.Figures;

/// <summary>How figures are drawn.</summary>
internal sealed record PictureOptions
{
    public IReadOnlyList<PictureFormat> Formats { get; init; } = [PictureFormat.Svg];

    /// <summary>null for each figure's own.</summary>
    public PictureSize? Size { get; init; }

    /// <summary>How many pixels of a PNG one pixel of the size is wide.</summary>
    public int Scale { get; init; } = 1;

    public bool IsDark { get; init; }

    /// <summary>Without paper.</summary>
    public bool IsTransparent { get; init; }

    /// <summary>
    /// As a notebook in git has it: with its caption below, and what moves as six of its states. Pages that show such a notebook, GitHub's
    /// above all, show the picture of an output and none of its other forms, so that a caption beside the picture would not be seen.
    /// </summary>
    public bool IsKept { get; init; }

    /// <summary>Every frame or step of a figure that moves, rather than its last.</summary>
    public bool AllFrames { get; init; }
}
