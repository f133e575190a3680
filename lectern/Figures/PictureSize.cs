using System.Globalization;
using System.Text.RegularExpressions;

namespace Lectern.Figures;

/// <summary>In CSS pixels, 96 to the inch.</summary>
internal sealed partial record PictureSize(int Width, int Height)
{
    public const int Minimum = 16;
    public const int Maximum = 8192;

    /// <returns>null if it isn't one, as in "1600x900".</returns>
    public static PictureSize? TryParse(string text)
    {
        var match = Form().Match(text);
        return match.Success && TryParseSide(match.Groups[1].Value) is { } width && TryParseSide(match.Groups[2].Value) is { } height
            ? new PictureSize(width, height)
            : null;
    }

    private static int? TryParseSide(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is >= Minimum and <= Maximum
            ? side
            : null;

    [GeneratedRegex("^([0-9]+)[xX×]([0-9]+)$")]
    private static partial Regex Form();
}
