using System.Globalization;

namespace Backprop.Figures.Graphs;

/// <summary>Numbers and tensors in a few letters.</summary>
internal static class GraphText
{
    private const int MostElements = 3;

    /// <summary>Four digits, or another number of them, with a minus sign as wide as a plus.</summary>
    public static string Of(double number, int digits = 4)
    {
        var rounded = number.ToString(Invariant($"G{digits}"), CultureInfo.InvariantCulture);
        var text = number == 0 ? "0"
            : rounded.Contains('E', StringComparison.Ordinal) ? number.ToString("0." + new string('#', digits - 1) + "e+0", CultureInfo.InvariantCulture)
            : rounded;
        return text.Replace('-', '−').Replace("e+", "e", StringComparison.Ordinal);
    }

    /// <summary>The elements of a very small tensor, otherwise the shape.</summary>
    public static string Of(Tensor tensor) => tensor.Size == 1
        ? Of(tensor.Item())
        : tensor.Shape.Rank == 1 && tensor.Size <= MostElements
            ? $"[{string.Join(", ", tensor.ToArray().Select(number => Of(number)))}]"
            : tensor.Shape.ToString();

    /// <summary>The elements of a very small gradient, otherwise the one that is farthest from 0.</summary>
    public static string OfGradient(Tensor gradient)
    {
        var text = Of(gradient);
        return text == gradient.Shape.ToString() && gradient.Size > 0
            ? $"up to {Of(gradient.ToArray().Max(Math.Abs))}"
            : text;
    }
}
