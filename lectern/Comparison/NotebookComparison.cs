using System.Globalization;
using Lectern.Execution;
using Lectern.Figures;
using Lectern.Notebooks;

namespace Lectern.Comparison;

/// <summary>Compares what the cells of a notebook show with what git has of them, cell by cell.</summary>
internal static class NotebookComparison
{
    private const int MaximumBeginning = 40;

    /// <param name="kept">The notebook as it is in git.</param>
    /// <param name="run">The same notebook, run to its end.</param>
    /// <returns>One for each cell that has drifted; those that show the same under another number are one together.</returns>
    public static IReadOnlyList<CellDrift> Compare(Notebook kept, Notebook run)
    {
        Cell[] runnable = [.. run.RunnableCells];
        if (runnable.Length > 0 && kept.Cells.All(cell => cell.ExecutionCount is null && cell.Outputs.Count == 0))
            return [new($"{Cells(runnable.Length)}: git has no outputs of this notebook", [], runnable.Length)];

        var figures = FigureFinder.Find(run);
        var numbers = runnable.Index().ToDictionary(one => one.Item, one => one.Index + 1);
        ComparedCell[] cells =
        [
            .. from pair in kept.Cells.Zip(run.Cells)
               where pair.First.IsCode
               select new ComparedCell(pair.First, pair.Second, numbers.TryGetValue(pair.Second, out var number) ? number : null, figures),
        ];
        return
        [
            .. kept.HasIds ? Ids(kept) : [],
            .. cells.Where(cell => cell.HasDrifted).Select(cell => cell.Drift()),
            .. Renumbered([.. cells.Where(cell => cell.IsRenumbered)]),
        ];
    }

    private static IEnumerable<CellDrift> Renumbered(ComparedCell[] cells) => cells switch
    {
        [] => [],
        [var only] => [only.Drift()],
        [var first, ..] => [new($"{Cells(cells.Length)}, the first of them {first.Place}", DriftLines.OfCounts(cells), cells.Length)],
    };

    /// <summary>Cells that cannot be told apart by their ids.</summary>
    private static IEnumerable<CellDrift> Ids(Notebook notebook) =>
        from cells in notebook.Cells.GroupBy(cell => cell.Id ?? "", (id, cells) => (Id: id, Cells: cells.ToArray()))
        where cells.Id == "" || cells.Cells.Length > 1
        select cells.Id == ""
            ? new CellDrift($"{Cells(cells.Cells.Length)} without an id", [$"write one in the file, a word of its own, for: {Beginning(cells.Cells[0])}"], cells.Cells.Length)
            : new CellDrift($"{Cells(cells.Cells.Length)} with the id \"{cells.Id}\"", [$"write another one in the file for: {Beginning(cells.Cells[1])}"], cells.Cells.Length);

    private static string Cells(int count) => count == 1 ? "1 cell" : string.Create(CultureInfo.InvariantCulture, $"{count} cells");

    private static string Beginning(Cell cell) => LongText.Shorten(ScreenLine.First(cell.Source), MaximumBeginning);
}
