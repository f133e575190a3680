namespace Lectern.Figures;

/// <summary>The first place where two descriptions of a figure differ.</summary>
/// <param name="Path">Where, as in "content.data[0].y[17]"; empty for the whole of them.</param>
/// <param name="One">What the first has there, as JSON.</param>
/// <param name="Other">What the second has there.</param>
internal sealed record FigureDifference(string Path, string One, string Other)
{
    /// <summary>The same difference, seen from what holds the two.</summary>
    /// <param name="step">Where they are in it: a name, or an index in brackets.</param>
    public FigureDifference Within(string step) => this with { Path = Path is "" or ['[', ..] ? step + Path : $"{step}.{Path}" };
}
