using Lectern.Figures;
using Lectern.Figures.Chromium;
using Lectern.Notebooks;
using Lectern.Rendering;
using Lectern.Site;
using Lectern.Slides;

namespace Lectern.Outputs;

/// <summary>Where decks are written.</summary>
/// <param name="root">The folder.</param>
internal sealed class SlidesFolder(string root)
{
    private const string Index = "index.html";

    private static readonly View Sheet = new(1600, 900);

    private readonly OwnFiles own = new(root);

    public string IndexPath => Path.Combine(root, Index);

    /// <exception cref="IOException">Files of others are in the way.</exception>
    public void Check(IEnumerable<NotebookFile> files)
    {
        foreach (var path in files.Select(file => file.Name + ".html").Append(Index)) own.RequireOwn(path);
        own.RemoveAbandoned();
    }

    /// <param name="plotly">plotly.js; null where no notebook brings it.</param>
    public void WriteShared(string? plotly)
    {
        Write(SharedFiles.CellStyle, RenderingAsset.CellStyle);
        Write(SharedFiles.DeckStyle, SlidesAsset.Style);
        Write(SharedFiles.StageScript, SlidesAsset.StageScript);
        Write(SharedFiles.DeckScript, SlidesAsset.DeckScript);
        if (plotly is not null) Write(SharedFiles.Plotly, plotly);

        void Write(string name, string text) => own.Write(Path.Combine(SharedFiles.Folder, name), text);
    }

    public void Write(NotebookFile file, Notebook notebook, Deck deck, SetFormulas formulas)
    {
        CellRenderer cells = new(formulas, AddressOf, notebook);
        own.Write(file.Name + ".html", new DeckPage(cells, formulas.Style, SiteAddress.From(file.Name, SharedFiles.Folder)).Write(deck));
    }

    /// <summary>Prints a deck that has been written: a page for each screen.</summary>
    /// <exception cref="BrowserException">The browser fails.</exception>
    public async Task PrintAsync(Browser browser, NotebookFile file, CancellationToken cancellationToken)
    {
        await using var page = await browser.OpenAsync(new Uri(Path.Combine(root, file.Name + ".html")), Sheet, cancellationToken);
        await page.EvaluateAsync<int>("lecternDeck.print()", cancellationToken);
        own.Write(file.Name + ".pdf", PdfDates.Fix(await page.PdfAsync(Sheet, cancellationToken, isOneSheet: false)));
    }

    public void WriteIndex(IEnumerable<(NotebookFile File, Deck Deck)> decks) =>
        own.Write(Index, DecksPage.Write(decks.Select(deck => (SiteAddress.Of(deck.File.Name) + ".html", deck.Deck))));

    /// <summary>A link from one notebook to another leads from deck to deck.</summary>
    private static string AddressOf(string link) => link.Replace(NotebookFile.Extension, ".html", StringComparison.Ordinal);
}
