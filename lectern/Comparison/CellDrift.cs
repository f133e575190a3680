namespace Lectern.Comparison;

/// <summary>Cells that show something else than git has.</summary>
/// <param name="Place">Which they are, as in "cell 12 (id "loss-curve")".</param>
/// <param name="Lines">What is different, for a reader; "-" begins what is in git, and "+" what is shown now.</param>
/// <param name="Cells">How many they are.</param>
internal sealed record CellDrift(string Place, IReadOnlyList<string> Lines, int Cells = 1);
