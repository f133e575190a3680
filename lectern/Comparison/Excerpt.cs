using Lectern.Execution;

namespace Lectern.Comparison;

/// <summary>The parts of two texts, for one line of a screen each, that show where they begin to differ.</summary>
internal static class Excerpt
{
    /// <summary>How much of what is the same is shown before that.</summary>
    private const int Before = 20;

    /// <param name="one">Some text.</param>
    /// <param name="other">Another one.</param>
    /// <param name="width">How many characters each may have.</param>
    public static (string One, string Other) Of(string one, string other, int width)
    {
        if (one.Length <= width && other.Length <= width) return (one, other);

        var start = Math.Max(0, one.AsSpan().CommonPrefixLength(other) - Before);
        return (From(one, start, width), From(other, start, width));
    }

    private static string From(string text, int start, int width)
    {
        if (start < text.Length && char.IsLowSurrogate(text[start])) start++; // no character is cut in half
        var part = start > 0 ? $"…{text[Math.Min(start, text.Length)..]}" : text;
        return LongText.Shorten(part, part.Length > width ? width - 1 : width);
    }
}
