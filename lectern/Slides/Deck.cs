using Lectern.Notebooks;

namespace Lectern.Slides;

/// <summary>
/// The slides of a notebook in columns, by its cells' "slideshow" metadata, which Jupyter's own tools read the same way: "slide" begins
/// a column, "subslide" a slide below, "fragment" comes with the next step, and a cell that says nothing, or "-", with the one before it.
/// "notes" are the speaker's, and "skip" is left out.
/// </summary>
internal sealed record Deck(string Title, IReadOnlyList<IReadOnlyList<Slide>> Columns)
{
    public int SlideCount => Columns.Sum(column => column.Count);

    /// <param name="notebook">Executed, if its slides are to show what it shows.</param>
    /// <param name="name">What it is called if it has no heading.</param>
    /// <returns>null if no cell of the notebook says what it is on a slide, or all are left out.</returns>
    public static Deck? Of(Notebook notebook, string name)
    {
        if (notebook.Cells.All(cell => cell.SlideType is null)) return null;

        DeckBuilder builder = new();
        foreach (var cell in notebook.Cells) builder.Add(cell);
        return builder.Columns() is { Count: > 0 } columns ? new Deck(notebook.Title ?? name, columns) : null;
    }
}
