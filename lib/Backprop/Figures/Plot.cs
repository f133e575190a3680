using System.Globalization;
using Backprop.Figures.Charts;

namespace Backprop.Figures;

/// <summary>The pictures of the course, each made of plain numbers or tensors.</summary>
/// <remarks>
/// Every figure needs a name (its file name: small letters, digits, hyphens), a title, and a caption that says what to
/// see in it. Numbers that cannot be drawn are refused, or the picture says what was left out.
/// </remarks>
public static partial class Plot
{
    /// <summary>Figures side by side, one below the other where the page is narrow.</summary>
    /// <param name="figures">The figures, from left to right.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static FigureRow SideBySide(params IReadOnlyList<Figure> figures) => new(Given(figures, nameof(figures)));

    /// <summary>
    /// Charts side by side whose numbers are to be compared: they get the same axes, and their cells the same colours for the same numbers.
    /// Matrices keep the axes of their own rows and columns.
    /// </summary>
    /// <param name="figures">The charts, from left to right.</param>
    /// <exception cref="ArgumentException">There is none, or one is not a chart.</exception>
    public static FigureRow Compare(params IReadOnlyList<Figure> figures)
    {
        Chart[] charts = [.. Given(figures, nameof(figures)).Select(figure => figure?.Drawing.Chart
            ?? throw new InvalidArgumentException($"figure \"{figure?.Name}\": only charts can be given common axes and colours, and this is none"))];
        var common = CommonScales.Of(charts);
        return new([.. figures.Select((figure, i) => Draw(new FigureLabels(figure.Name, figure.Title, figure.Caption), common[i]))]);
    }

    private static Figure Draw(FigureLabels labels, Chart chart) => new(labels, Drawing.Of(chart));

    private static IReadOnlyList<T> Given<T>(IReadOnlyList<T> items, string what)
    {
        ArgumentNullException.ThrowIfNull(items, what);
        return items.Count > 0 ? items : throw new InvalidArgumentException($"figure: there is nothing to draw in \"{what}\"");
    }

    /// <summary>A tensor's elements, which there must be some of.</summary>
    private static double[] Numbers(Tensor tensor, string what)
    {
        ArgumentNullException.ThrowIfNull(tensor, what);
        return tensor.ToArray();
    }

    private static void RequireInterval(FigureLabels labels, double from, double to)
    {
        if (!(double.IsFinite(from) && double.IsFinite(to) && from < to))
        {
            throw new InvalidArgumentException(Text($"figure \"{labels.Name}\": from {from} to {to} is not an interval"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
