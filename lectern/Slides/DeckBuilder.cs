using Lectern.Notebooks;

namespace Lectern.Slides;

/// <summary>Puts cells on slides, one after the other.</summary>
internal sealed class DeckBuilder
{
    private readonly List<List<Slide>> columns = [];
    private readonly List<Cell> earlyNotes = [];
    private List<SlideItem> items = [];
    private List<Cell> notes = [];
    private int step;

    public IReadOnlyList<IReadOnlyList<Slide>> Columns() => columns;

    public void Add(Cell cell)
    {
        switch (cell.SlideType)
        {
            case "skip":
                return;
            case "notes":
                (columns.Count > 0 ? notes : earlyNotes).Add(cell);
                return;
            case "slide":
                BeginColumn();
                break;
            case "subslide" when columns.Count > 0:
                BeginSlide();
                break;
            case "fragment" when columns.Count > 0:
                step++;
                break;
            case var _ when columns.Count == 0: // the first cell begins a slide, whatever it says
                BeginColumn();
                break;
        }

        AddItems(cell);
    }

    private void BeginColumn()
    {
        columns.Add([]);
        BeginSlide();
    }

    private void BeginSlide()
    {
        (items, notes, step) = ([], [.. earlyNotes], 0);
        earlyNotes.Clear();
        columns[^1].Add(new Slide(items, notes));
    }

    /// <summary>What code shows comes a step after it, so that there is time to predict it, as the course asks its readers to.</summary>
    private void AddItems(Cell cell)
    {
        if (cell.IsMarkdown) items.Add(new SlideItem(cell, SlideItemKind.Text, step));
        if (!cell.IsCode || string.IsNullOrWhiteSpace(cell.Source)) return;

        items.Add(new SlideItem(cell, SlideItemKind.Code, step));
        if (cell.Outputs.Count > 0) items.Add(new SlideItem(cell, SlideItemKind.Outputs, ++step));
    }
}
