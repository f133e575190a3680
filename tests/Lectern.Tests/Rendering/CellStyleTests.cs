using System.Globalization;
using System.Text.RegularExpressions;
using Lectern.Rendering;

namespace Lectern.Tests.Rendering;

public sealed partial class CellStyleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Every_letter_stands_out_from_its_paper_on_light_pages_and_on_dark_ones(int mode)
    {
        var colours = Colour().Matches(RenderingAsset.CellStyle).ToDictionary(match => match.Groups["name"].Value, match => match.Groups[$"{mode + 1}"].Value);
        Assert.Contains("keyword", colours.Keys);
        foreach (var (name, colour) in colours.Where(pair => pair.Key is not ("line" or "paper" or "error-paper")))
        {
            var contrast = Contrast(colour, colours[name == "error" ? "error-paper" : "paper"]);
            Assert.True(contrast >= 4.5, $"{name}: {contrast:F2}");
        }
    }

    /// <summary>By https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio.</summary>
    private static double Contrast(string one, string other)
    {
        double[] light = [Luminance(one), Luminance(other)];
        return (light.Max() + 0.05) / (light.Min() + 0.05);
    }

    private static double Luminance(string colour) => 0.2126 * Channel(colour[1..3]) + 0.7152 * Channel(colour[3..5]) + 0.0722 * Channel(colour[5..7]);

    private static double Channel(string hex)
    {
        var value = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("--cell-(?<name>[a-z-]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)")]
    private static partial Regex Colour();
}
