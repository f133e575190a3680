using Lectern.Figures;

namespace Lectern.Pages;

/// <summary>A notebook on the index page.</summary>
/// <param name="Name">Its path without extension, as in "solutions/01-chain-rule".</param>
/// <param name="Title">Its first heading.</param>
/// <param name="NotebookLink">Where the executed notebook lies, seen from the page.</param>
/// <param name="FigureFolder">Where its figures' own pages lie, seen from the page.</param>
/// <param name="Failure">Where it stopped; null if it ran to its end.</param>
/// <param name="Figures">What it shows.</param>
internal sealed record Chapter(
    string Name, string Title, string NotebookLink, string FigureFolder, string? Failure, NotebookFigures Figures)
{
    /// <summary>The id of its section.</summary>
    public string Anchor => Name.Replace('/', '-');

    public string FigureLink(Figure figure) => $"{FigureFolder}/{figure.Name}.html";

    public string FigureAnchor(Figure figure) => $"{Anchor}--{figure.Name}";
}
