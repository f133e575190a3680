using System.Globalization;

namespace Backprop.Figures.Graphs;

/// <summary>Numbers and tensors in a few letters, as they stand in a node and as they stand in a sentence.</summary>
internal static class GraphText
{
    /// <summary>What precedes a shape, so that it is never taken for a value.</summary>
    private const string ShapeWord = "shape ";

    /// <summary>A space as wide as a digit, which no program collapses.</summary>
    private const char FigureSpace = '\u2007';

    private const int MostElements = 4;
    private const int MostElementsInSentence = 4;

    /// <summary>Four digits, or another number of them, with a minus sign as wide as a plus.</summary>
    public static string Of(double number, int digits = 4)
    {
        var rounded = number.ToString(Invariant($"G{digits}"), CultureInfo.InvariantCulture);
        var text = number == 0 ? "0"
            : double.IsInfinity(number) ? number > 0 ? "∞" : "-∞"
            : rounded.Contains('E', StringComparison.Ordinal) ? number.ToString("0." + new string('#', digits - 1) + "e+0", CultureInfo.InvariantCulture)
            : rounded;
        return Sign(text);
    }

    /// <summary>
    /// The elements of a vector of up to four, or of a matrix of up to 4 × 4 with a line for each row; the shape of anything larger.
    /// </summary>
    public static string Of(Tensor tensor) => tensor.Size == 1 ? Of(tensor.Item())
        : tensor.Size == 0 || tensor.Rank is 0 or > 2 || Enumerable.Range(0, tensor.Rank).Any(axis => tensor.Shape[axis] > MostElements) ? $"{ShapeWord}{tensor.Shape}"
        : tensor.Rank == 1 ? $"[{string.Join(", ", Texts(tensor.ToArray(), tensor.Size > 2 ? 2 : 3))}]"
        : string.Join('\n', Rows(Texts(tensor.ToArray(), tensor.Shape[1] > 2 ? 2 : 3), tensor.Shape[1]));

    /// <summary>The elements of a small gradient, otherwise the one that is farthest from 0.</summary>
    public static string OfGradient(Tensor gradient) => Of(gradient) is var text && IsShape(text) && gradient.Size > 0
        ? $"up to {Of(gradient.ToArray().Max(Math.Abs))}"
        : text;

    /// <summary>Whether a text is that of a tensor whose elements are not shown.</summary>
    public static bool IsShape(string text) => text.StartsWith(ShapeWord, StringComparison.Ordinal);

    /// <summary>The text of a node in a sentence, behind a name: = 3, = [[1, 2], [3, 4]], is a 4 × 3 matrix, of shape (8, 8).</summary>
    public static string Equal(string text) => IsShape(text) ? $"of {text}"
        : IsLarge(text) ? $"is {InSentence(text)}"
        : text.StartsWith("up to ", StringComparison.Ordinal) ? $"has elements of {text}"
        : $"= {InSentence(text)}";

    /// <summary>The text of a node in a sentence; of a matrix of many elements only how many rows and columns it has.</summary>
    public static string InSentence(string text)
    {
        string[][] rows = [.. text.Split('\n').Select(row => row.Split(FigureSpace, StringSplitOptions.RemoveEmptyEntries))];
        return rows is [[_]] ? text
            : rows.Sum(row => row.Length) <= MostElementsInSentence ? $"[{string.Join(", ", rows.Select(row => $"[{string.Join(", ", row)}]"))}]"
            : Invariant($"a {rows.Length} × {rows[0].Length} matrix");
    }

    /// <summary>Whether a text is a matrix that a sentence does not list.</summary>
    public static bool IsLarge(string text) => InSentence(text).EndsWith("matrix", StringComparison.Ordinal);

    /// <summary>All with as many decimals as the largest needs for so many digits, unless none of them needs so many.</summary>
    private static string[] Texts(double[] numbers, int digits)
    {
        var largest = numbers.Max(Math.Abs);
        if (largest is > 0 and < 1e-3 or >= 1e5 || !double.IsFinite(largest))
        {
            return [.. numbers.Select(number => Of(number, digits))];
        }

        var decimals = largest == 0 ? 0 : Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(largest)), 0, 4);
        while (decimals > 0 && Array.TrueForAll(numbers, number => Math.Abs(number - Math.Round(number, decimals - 1)) < 1e-9 * largest))
        {
            decimals--;
        }

        return [.. numbers.Select(number => Sign((Math.Round(number, decimals) + 0.0).ToString(Invariant($"F{decimals}"), CultureInfo.InvariantCulture)))];
    }

    /// <summary>Rows whose columns stand one below the other.</summary>
    private static IEnumerable<string> Rows(string[] texts, int columns)
    {
        int[] widths = [.. Enumerable.Range(0, columns).Select(column => texts.Where((_, i) => i % columns == column).Max(text => text.Length))];
        return texts.Chunk(columns).Select(row => string.Join(FigureSpace, row.Select((text, column) => text.PadLeft(widths[column], FigureSpace))));
    }

    /// <summary>What made a node, as its head says it: a sign, a word, or a power as the code has it, "pow −1".</summary>
    public static string OfOperation(string operation) => operation switch
    {
        "add" => "+",
        "subtract" => "−",
        "multiply" => "×",
        "divide" => "÷",
        ['^', .. var exponent] => $"pow {Sign(exponent)}",
        _ => operation,
    };

    /// <summary>The exponent of a power in a formula: small digits above the line if it is a whole number.</summary>
    public static string OfExponent(string number)
    {
        const string Plain = "-0123456789";
        const string Raised = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹";
        return number.All(Plain.Contains) ? string.Concat(number.Select(letter => Raised[Plain.IndexOf(letter, StringComparison.Ordinal)])) : $"^{number}";
    }

    private static string Sign(string text) => text.Replace('-', '−').Replace("e+", "e", StringComparison.Ordinal);
}
