using Lectern.Figures;
using Lectern.Figures.Chromium;
using Lectern.Notebooks;

namespace Lectern.Rendering;

/// <summary>Sets formulas with MathJax in a browser: each once, however often it stands in the text, and all at one time.</summary>
internal static class FormulaSetter
{
    private static readonly Uri Blank = new("about:blank");
    private static readonly View Window = new(1280, 900);

    /// <param name="browser">Where MathJax runs.</param>
    /// <param name="script">MathJax.</param>
    /// <param name="notebooks">The notebooks, each with the name that a message gives it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="FormulaException">MathJax refuses some of them.</exception>
    /// <exception cref="BrowserException">The browser fails.</exception>
    public static async Task<SetFormulas> SetAsync(
        Browser browser, MathJaxScript script, IReadOnlyList<(string Name, Notebook Notebook)> notebooks, CancellationToken cancellationToken)
    {
        Place[] places = [.. notebooks.SelectMany(notebook => Places(notebook.Name, notebook.Notebook))];
        Formula[] formulas = [.. places.Select(place => place.Formula).Distinct()];
        if (formulas.Length == 0) return SetFormulas.None;

        await using var page = await browser.OpenAsync(Blank, Window, cancellationToken);
        var answer = await page.EvaluateAsync<Answer>(Script.Call($"({RenderingAsset.MathJax})", script.Address, formulas), cancellationToken);
        var set = formulas.Zip(answer!.Formulas).ToDictionary(pair => pair.First, pair => pair.Second);
        string[] refused = [.. places.Where(place => set[place.Formula].Html is null).Select(place => $"{place}: {set[place.Formula].Problem}")];
        if (refused.Length > 0) throw new FormulaException(refused);

        return new SetFormulas(set.ToDictionary(pair => pair.Key, pair => pair.Value.Html!), answer.Style);
    }

    private static IEnumerable<Place> Places(string name, Notebook notebook) =>
        from item in notebook.Cells.Index()
        from formula in CellMarkdown.Formulas(item.Item)
        select new Place(name, item.Index + 1, item.Item.Id, formula);

    /// <summary>Where a formula stands.</summary>
    private sealed record Place(string Notebook, int Cell, string? Id, Formula Formula)
    {
        public override string ToString() => $"{Notebook}, cell {Cell}{(Id is null ? "" : $" ({Id})")}: {Formula}";
    }

    /// <summary>What the script in the page answers.</summary>
    private sealed record Answer(IReadOnlyList<SetFormula> Formulas, string Style);

    /// <summary>Either its HTML or why it has none.</summary>
    private sealed record SetFormula(string? Html, string? Problem);
}
