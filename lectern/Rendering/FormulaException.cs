namespace Lectern.Rendering;

/// <summary>Formulas that cannot be set.</summary>
/// <param name="problems">A line for each, meant for the reader of the screen: its place, the formula and the reason.</param>
internal sealed class FormulaException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
