namespace Lectern.Execution;

/// <summary>Text that may be longer than any reader wants it.</summary>
internal static class LongText
{
    /// <returns>The text, or its beginning with an ellipsis. No character is cut in half.</returns>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length) return text;
        return $"{text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)}…";
    }
}
