namespace Backprop.Figures.Charts;

/// <summary>The colours of all figures.</summary>
internal static class Palette
{
    public const string Ink = "#222222";
    public const string Paper = "#ffffff";
    public const string GridLines = "#e3e3e3";
    public const string Data = "#8c8c8c";
    public const string Yardstick = "#000000";
    public const string Blue = "#0072b2";
    public const string Vermilion = "#d55e00";

    /// <summary>
    /// Colours that stay apart for colour-blind readers too, without the yellow, which a projector does not show.
    /// Source: M. Okabe and K. Ito, "Color Universal Design" (2008).
    /// </summary>
    public static readonly string[] Lines = [Blue, Vermilion, "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

    /// <summary>A box or circle of an input: its face and its border.</summary>
    public static readonly (string Face, string Border) Input = ("#dcecf6", Blue);

    /// <summary>The same of what is computed from the inputs.</summary>
    public static readonly (string Face, string Border) Between = ("#ececec", "#6e6e6e");

    /// <summary>The same of the result.</summary>
    public static readonly (string Face, string Border) Result = ("#fbe3d1", Vermilion);

    /// <summary>From little to much.</summary>
    public static readonly string[] Sequence = ["#f2f7fb", "#bcd8ea", "#74b0d4", "#2f83b7", "#0b5688", "#052f52"];

    /// <summary>From negative over zero, which is white, to positive.</summary>
    public static readonly string[] Diverging = ["#004c78", "#0072b2", "#8dc0dd", "#ffffff", "#f2b48a", "#d55e00", "#8f3f00"];

    /// <summary>Two classes, so pale that points of the full colours stand out.</summary>
    public static readonly string[] Sides = ["#9cc8e2", "#ffffff", "#f5bd96"];

    /// <summary>From dark valleys to light heights. Lines of the other colours stand out from it.</summary>
    public static readonly string[] Relief = ["#3d4f66", "#5f7690", "#8aa0b5", "#b7c6d3", "#dce5ec", "#f5f8fa"];

    /// <summary>Handwriting: dark on white.</summary>
    public static readonly string[] Writing = ["#ffffff", "#111111"];
}
