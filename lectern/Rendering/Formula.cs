namespace Lectern.Rendering;

/// <summary>A formula of a notebook's text.</summary>
/// <param name="Tex">As it stands between the dollar signs.</param>
/// <param name="IsDisplay">Whether it stands on a line of its own, between double ones.</param>
internal sealed record Formula(string Tex, bool IsDisplay)
{
    /// <summary>As it was written, for messages.</summary>
    public override string ToString() => IsDisplay ? $"$${Tex}$$" : $"${Tex}$";
}
