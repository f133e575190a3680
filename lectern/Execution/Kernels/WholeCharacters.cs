namespace Lectern.Execution.Kernels;

/// <summary>
/// Joins what was written in halves: a character beyond U+FFFF is two UTF-16 units, which code may write one by one, and half
/// of one cannot be sent.
/// </summary>
internal sealed class WholeCharacters
{
    /// <summary>Keeps one message small, however long a text is written at once.</summary>
    private const int MaximumLength = 1 << 16;

    private string firstHalf = "";

    /// <returns>The text as far as its characters are whole.</returns>
    public string Next(string text)
    {
        text = firstHalf + text;
        firstHalf = text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[^1..] : "";
        return text[..^firstHalf.Length];
    }

    /// <summary>The text in pieces of at most 65,536 units, none of which ends within a character.</summary>
    public static IEnumerable<string> Split(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(MaximumLength, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1])) length--;
            yield return text.Substring(start, length);
            start += length;
        }
    }
}
