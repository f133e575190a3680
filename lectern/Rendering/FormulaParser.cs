using Markdig.Extensions.Mathematics;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Lectern.Rendering;

/// <summary>
/// Finds formulas in a paragraph as Jupyter does: over several lines, and with letters right before and after them, as in "the $n$th".
/// Markdig's own parser leaves both as they are. A price is no formula: no space stands after the first sign, and no digit after the second.
/// </summary>
internal sealed class FormulaParser : InlineParser
{
    private const char Sign = '$';

    public FormulaParser() => OpeningCharacters = [Sign];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var text = slice.AsSpan();
        var signs = text.StartsWith("$$") ? 2 : 1;
        var length = LengthOf(text[signs..], text[..signs]);
        if (length <= 0 || signs == 1 && !IsFormula(text, length)) return false;

        processor.Inline = new MathInline
        {
            Delimiter = Sign,
            DelimiterCount = signs,
            Content = new StringSlice(slice.Text, slice.Start + signs, slice.Start + signs + length - 1),
            Span = new SourceSpan(processor.GetSourcePosition(slice.Start, out var line, out var column), processor.GetSourcePosition(slice.Start + 2 * signs + length - 1)),
            Line = line,
            Column = column,
        };
        slice.Start += 2 * signs + length;
        return true;
    }

    /// <returns>Where the closing signs stand; -1 if there are none.</returns>
    private static int LengthOf(ReadOnlySpan<char> text, ReadOnlySpan<char> signs)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\') at++;
            else if (text[at..].StartsWith(signs)) return at;
        }

        return -1;
    }

    private static bool IsFormula(ReadOnlySpan<char> text, int length) =>
        !char.IsWhiteSpace(text[1]) && (text.Length == length + 2 || !char.IsAsciiDigit(text[length + 2]));
}
