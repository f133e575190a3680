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
        [var first, ..] => [new($"{Cells(cells.Length)}, the first of them {first.Place}", ComparedCell.Counts(cells), cells.Length)],
    };

    /// <summary>Cells that their ids do not tell apart.</summary>
    private static IEnumerable<CellDrift> Ids(Notebook notebook)
    {
        foreach (var group in notebook.Cells.GroupBy(cell => cell.Id ?? ""))
        {
            Cell[] cells = [.. group];
            if (group.Key == "") yield return Drift(cells, "without an id", "write one into the file, a word of its own, for", cells[0]);
            else if (cells.Length > 1) yield return Drift(cells, $"with the id \"{group.Key}\"", "write another one into the file for", cells[1]);
        }

        static CellDrift Drift(Cell[] cells, string what, string remedy, Cell first) =>
            new($"{Cells(cells.Length)} {what}", [$"{remedy}: {LongText.Shorten(ScreenLine.First(first.Source), MaximumBeginning)}"], cells.Length);
    }

    private static string Cells(int count) => count == 1 ? "1 cell" : string.Create(CultureInfo.InvariantCulture, $"{count} cells");
}
