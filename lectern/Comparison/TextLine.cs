using System.Text.RegularExpressions;

namespace Lectern.Comparison;

/// <summary>
/// A line of text as a sequence of words and numbers. Spaces between them are not compared, nor how long a rule of a table (────) is: both
/// follow the widths of the numbers in a column.
/// </summary>
/// <remarks>
/// <para>
/// A number is made of the digits 0 to 9, with or without a decimal point, separators of thousands (100,000) and an exponent (2e-11,
/// 1.5E+28). A sign in front of it (-, − or +) belongs to it, unless it follows a letter, a digit or a closing bracket and so means a
/// difference, as in 3-2.
/// </para>
/// <para>
/// All else is words, and has to be equal: digits beside letters (h1, 3x, 0x1F), with sub- or superscripts (w₁₁, x², 10⁻³) or with a
/// second point (1.0.7), and NaN and ∞, which agree with nothing but themselves.
/// </para>
/// </remarks>
internal sealed partial class TextLine
{
    private readonly Token[] tokens;

    public TextLine(string text)
    {
        Text = text;
        tokens = [.. Tokens().Matches(InNumbers(text)).Select(Read)];
    }

    public string Text { get; }

    public bool IsBlank => tokens.Length == 0;

    public bool Agrees(TextLine other) =>
        tokens.Length == other.tokens.Length && tokens.Zip(other.tokens).All(pair => pair.First.Agrees(pair.Second));

    private static Token Read(Match match) =>
        match.Groups["digits"] is { Success: true, Value: var digits } ? new(match.Value, new PrintedNumber(digits, match.Groups["exponent"].Value))
        : match.Groups["rule"].Success ? new("─", null)
        : new(match.Value, null);

    /// <summary>The library's checks say that two results agree exactly, where another machine says that they agree to 1e-16.</summary>
    private static string InNumbers(string text) => text
        .Replace(" agree exactly", " agree to 0", StringComparison.Ordinal)
        .Replace(" is exactly as expected", " is as expected, to 0", StringComparison.Ordinal);

    [GeneratedRegex("""
        (?<digits>
          ((?<![\p{L}\p{N}_)\]}])[-+−])?
          (?<![\p{L}\p{N}_]|[0-9]\.)
          (([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?|\.[0-9]+)
        )
        ([eE](?<exponent>[-+−]?[0-9]+))?
        (?![\p{L}\p{N}_⁺⁻]|\.[0-9])
        | (?<rule>─+)
        | [\p{L}\p{M}\p{N}_]+
        | \S
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Tokens();

    private readonly record struct Token(string Text, PrintedNumber? Number)
    {
        public bool Agrees(Token other) => Number is not null && other.Number is not null ? Number.Agrees(other.Number) : Text == other.Text;
    }
}
