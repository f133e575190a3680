using System.Globalization;

namespace Backprop.Formatting;

/// <summary>Several numbers in a text, the same in all cultures.</summary>
internal static class NumberList
{
    /// <summary>The numbers with a comma and a space between them, such as <c>2, -1</c>.</summary>
    public static string Of<T>(IEnumerable<T> numbers)
        where T : IFormattable =>
        string.Join(", ", numbers.Select(number => number.ToString(null, CultureInfo.InvariantCulture)));
}
