using System.Text.RegularExpressions;

namespace Lectern.Rendering;

/// <summary>HTML that stands in Markdown, where a blank line would end it.</summary>
internal static partial class HtmlBlock
{
    /// <summary>The same HTML without a blank line. Where one is shown, in preformatted text, its line break is written as a character reference.</summary>
    public static string WithoutBlankLines(string html)
    {
        var kept = Preformatted().Replace(LineEnd().Replace(html, "\n"), pre => BeforeBlankLine().Replace(pre.Value, "&#10;"));
        return BlankLines().Replace(kept, "\n").Trim();
    }

    [GeneratedRegex(@"\r\n?")]
    private static partial Regex LineEnd();

    [GeneratedRegex(@"<(pre|textarea)\b.*?</\1\s*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Preformatted();

    [GeneratedRegex(@"\n(?=[^\S\n]*\n)")]
    private static partial Regex BeforeBlankLine();

    [GeneratedRegex(@"\n([^\S\n]*\n)+")]
    private static partial Regex BlankLines();
}
