using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Lectern.Rendering;

/// <summary>
/// A formula with what stands at it without a space, such as a full stop. A browser would break the line between the two, since a formula
/// is a picture to it.
/// </summary>
internal sealed class KeptTogether : ContainerInline
{
    public static void Find(MarkdownDocument document)
    {
        foreach (var formula in document.Descendants<MathInline>().Where(formula => formula.DelimiterCount == 1).ToArray()) Keep(formula);
    }

    private static void Keep(MathInline formula)
    {
        var before = formula.PreviousSibling is LiteralInline previous ? SplitLastWord(previous) : null;
        var after = formula.NextSibling is LiteralInline next ? SplitFirstWord(next) : null;
        if (before is null && after is null) return;

        KeptTogether kept = new();
        formula.ReplaceBy(kept);
        foreach (var part in new Inline?[] { before, formula, after }.OfType<Inline>()) kept.AppendChild(part);
    }

    private static LiteralInline? SplitFirstWord(LiteralInline text)
    {
        var word = string.Concat(text.Content.ToString().TakeWhile(character => !char.IsWhiteSpace(character)));
        text.Content.Start += word.Length;
        return word.Length > 0 ? new LiteralInline(word) : null;
    }

    private static LiteralInline? SplitLastWord(LiteralInline text)
    {
        var word = string.Concat(text.Content.ToString().Reverse().TakeWhile(character => !char.IsWhiteSpace(character)).Reverse());
        text.Content.End -= word.Length;
        return word.Length > 0 ? new LiteralInline(word) : null;
    }
}
