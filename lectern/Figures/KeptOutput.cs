using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Figures;

/// <summary>An output of a cell that has run, as a notebook in git is to have it.</summary>
/// <param name="Text">Its text, where it is no figure, or where no figure of it can be drawn.</param>
/// <param name="Figures">The figures in it, each of which becomes a <see cref="KeptPicture"/>.</param>
internal sealed record KeptOutput(JsonNode Text, IReadOnlyList<Figure> Figures)
{
    /// <param name="cell">One that has run; nothing is kept of what changes with machine and moment.</param>
    /// <param name="figures">Those of its notebook.</param>
    public static IEnumerable<KeptOutput> Of(Cell cell, NotebookFigures figures) => cell.IsVolatile
        ? []
        : cell.Outputs.Select(output => new KeptOutput(TextOutput.From(output!), [.. figures.Figures.Where(figure => figure.Output!.Shows(output))]));
}
