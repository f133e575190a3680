using System.Globalization;
using Backprop.Figures.Charts;

namespace Backprop.Figures;

/// <summary>The pictures of the course, each made of plain numbers or tensors.</summary>
/// <remarks>
/// Every figure wants a name (its file name: small letters, digits, hyphens), a title, and a caption that says what to
/// see in it. Numbers that cannot be drawn are refused, or the picture says what was left out.
/// </remarks>
public static partial class Plot
{
    /// <summary>Figures side by side, one below the other where the page is narrow.</summary>
    /// <param name="figures">The figures, from left to right.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static FigureRow SideBySide(params IReadOnlyList<Figure> figures) => new(Given(figures, nameof(figures)));

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
