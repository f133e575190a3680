using System.Globalization;
using System.Text;
using Backprop.Figures.Charts;

namespace Backprop.Figures;

/// <summary>
/// What the pictures have in common that are written here, and not drawn by plotly.js. All colours and sizes are attributes, so that they
/// look the same in every program.
/// </summary>
internal static class Svg
{
    /// <summary>In CSS pixels: the letters in the picture.</summary>
    public const int FontSize = 18;

    /// <summary>The paper, and the title in as many lines as it needs.</summary>
    /// <param name="width">In the picture's own units, which a page stretches to the width of the figure.</param>
    /// <param name="height">In the same units.</param>
    /// <param name="title">The title's lines.</param>
    /// <param name="description">What the picture shows, for screen readers.</param>
    public static StringBuilder Begin(double width, double height, IReadOnlyList<string> title, string description)
    {
        StringBuilder svg = new();
        Append(svg, $"""
            <svg class="backprop-picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:0.#} {height:0.#}" role="img" aria-label="{FigureHtml.Escape(description)}" style="display:block;width:100%;height:auto" font-family="Open Sans, Segoe UI, Helvetica, Arial, sans-serif" font-size="{FontSize}" fill="{Palette.Ink}">
            <rect class="backprop-paper" width="100%" height="100%" fill="{Palette.Paper}"/>

            """);
        var unit = width / Drawing.DefaultWidth;
        for (var i = 0; i < title.Count; i++)
        {
            var baseline = (20 + (TitleLines.LineHeight * (i + 0.75))) * unit;
            Append(svg, $"<text x=\"{20 * unit:0.#}\" y=\"{baseline:0.#}\" font-size=\"{TitleLines.FontSize * unit:0.#}\">{FigureHtml.Escape(title[i])}</text>\n");
        }

        return svg;
    }

    /// <summary>Adds a part whose numbers are written alike in every culture.</summary>
    public static void Append(StringBuilder svg, FormattableString part) => svg.Append(part.ToString(CultureInfo.InvariantCulture));
}
