namespace Lectern.Rendering;

/// <summary>Formulas as HTML: each a small SVG, beside MathML for readers that listen.</summary>
/// <param name="html">What became of each.</param>
/// <param name="style">The rules that a page with any of them needs.</param>
internal sealed class SetFormulas(IReadOnlyDictionary<Formula, string> html, string style)
{
    /// <summary>For texts without formulas.</summary>
    public static readonly SetFormulas None = new(new Dictionary<Formula, string>(), "");

    public string Style { get; } = style;

    /// <exception cref="KeyNotFoundException">It is in none of the notebooks that were set.</exception>
    public string this[Formula formula] => html.TryGetValue(formula, out var set)
        ? set
        : throw new KeyNotFoundException($"the formula {formula} has not been set");
}
