namespace Lectern.Figures;

/// <summary>The figures of a notebook, in their order.</summary>
/// <param name="Carrier">The element that brings plotly.js, which the figures' scripts wait for; empty if there is none.</param>
/// <param name="Figures">Each with a name of its own.</param>
internal sealed record NotebookFigures(string Carrier, IReadOnlyList<Figure> Figures);
