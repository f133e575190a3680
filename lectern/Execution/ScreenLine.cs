using System.Globalization;
using System.Text;

namespace Lectern.Execution;

/// <summary>Text of others as part of one line on a screen.</summary>
internal static class ScreenLine
{
    private const int MaximumLength = 1_000;

    /// <summary>The first line of a message, shortened if it is very long.</summary>
    public static string First(string message)
    {
        var end = message.AsSpan().IndexOfAny('\r', '\n');
        return Of(LongText.Shorten((end < 0 ? message : message[..end]).TrimEnd(), MaximumLength));
    }

    /// <summary>The text with its control characters spelt out, because a terminal would obey them.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsControl)) return text;

        StringBuilder line = new();
        foreach (var character in text)
        {
            if (IsControl(character)) line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else line.Append(character);
        }

        return line.ToString();
    }

    private static bool IsControl(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
