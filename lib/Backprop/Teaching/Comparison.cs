using System.Globalization;

namespace Backprop.Teaching;

/// <summary>Says in which way numbers differ from what they should be.</summary>
internal static class Comparison
{
    /// <summary>max|found − expected| ≤ tolerance · max(1, |expected|), with no NaN.</summary>
    public static bool AreClose(ReadOnlySpan<double> found, ReadOnlySpan<double> expected, double tolerance)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(found[i] - expected[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The place of the number that is off most; NaN is off more than any number.</summary>
    public static int IndexOfWorst(ReadOnlySpan<double> found, ReadOnlySpan<double> expected)
    {
        var (worst, largest) = (0, -1.0);
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(found[i] - expected[i]);
            if (double.IsNaN(difference))
            {
                return i;
            }

            (worst, largest) = difference > largest ? (i, difference) : (worst, largest);
        }

        return worst;
    }

    /// <summary>
    /// What is wrong with all of the numbers in the same way; null if there is no such thing. One number alone has a ratio to
    /// any other, so that only one which a slip leads to, such as a forgotten factor, is worth a word.
    /// </summary>
    public static string? Common(ReadOnlySpan<double> found, ReadOnlySpan<double> expected)
    {
        if (found.IndexOfAnyExcept(double.NaN) < 0)
        {
            return "it is not a number (NaN)";
        }

        if (Ratio(found, expected) is not { } ratio)
        {
            return null;
        }

        return ratio == 0 ? "it is zero"
            : Math.Abs(ratio + 1) < 1e-6 ? "its sign is the wrong way round"
            : Math.Abs(ratio - 1) < 1e-3 || (found.Length == 1 && !IsSimple(ratio)) ? null
            : Text($"it is {ratio:G4} times as large as it should be{(found.Length > 1 ? ", everywhere" : "")}");
    }

    /// <summary>What is wrong with a tensor; null if nothing is.</summary>
    public static string? Problem(
        Tensor? found, Tensor expected, double tolerance, IReadOnlyList<(Tensor Tensor, string Hint)> mistakes)
    {
        if (found is null)
        {
            return "it is null";
        }

        if (AreClose(found, expected, tolerance))
        {
            return null;
        }

        return mistakes.FirstOrDefault(mistake => AreClose(found, mistake.Tensor, tolerance)).Hint
            ?? (found.Shape != expected.Shape ? $"it has the shape {found.Shape}, but {expected.Shape} is expected"
                : Common(found.Data, expected.Data) ?? First(found, expected));
    }

    /// <summary>Two different numbers with six digits, or with all that they have where six look the same.</summary>
    public static (string Found, string Wanted) Texts(double found, double wanted)
    {
        var texts = (Text($"{found:G6}"), Text($"{wanted:G6}"));
        return texts.Item1 == texts.Item2 ? (Text($"{found}"), Text($"{wanted}")) : texts;
    }

    /// <summary>The number by which all of expected must be multiplied to give found; null if there is none.</summary>
    private static double? Ratio(ReadOnlySpan<double> found, ReadOnlySpan<double> expected)
    {
        var place = 0;
        for (var i = 1; i < expected.Length; i++)
        {
            place = Math.Abs(expected[i]) > Math.Abs(expected[place]) ? i : place;
        }

        if (expected.IsEmpty || expected[place] == 0)
        {
            return null;
        }

        var ratio = found[place] / expected[place];
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(found[i] - (ratio * expected[i])) <= 1e-6 * Math.Abs(found[place])))
            {
                return null;
            }
        }

        return ratio;
    }

    /// <summary>2, 3, … 12, one over these, and both with the other sign.</summary>
    private static bool IsSimple(double ratio)
    {
        var size = Math.Max(Math.Abs(ratio), 1 / Math.Abs(ratio));
        return size < 12.5 && Math.Abs(size - Math.Round(size)) < 1e-6 * size;
    }

    private static bool AreClose(Tensor found, Tensor expected, double tolerance)
    {
        var scale = expected.Size > 0 ? expected.Detach().Abs().Max().Item() : 0;
        return found.Shape == expected.Shape && found.AllClose(expected, relative: 0, absolute: tolerance * Math.Max(scale, 1e-300));
    }

    private static string First(Tensor found, Tensor expected)
    {
        var place = IndexOfWorst(found.Data, expected.Data);
        var (number, wanted) = Texts(found.Data[place], expected.Data[place]);
        return $"{(found.Rank > 0 ? $"at {found.Shape.IndexText(place)} " : "")}it is {number}, but {wanted} is expected";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
