using System.Globalization;
using Lectern.Pages;
using Lectern.Rendering;

namespace Lectern.Slides;

/// <summary>A deck as a page.</summary>
/// <param name="cells">Writes the notebook's cells.</param>
/// <param name="formulaStyle">The rules that its formulas need, which are not the same for every notebook.</param>
/// <param name="shared">The folder of what all decks share, seen from the page.</param>
internal sealed class DeckPage(CellRenderer cells, string formulaStyle, string shared)
{
    private const string FigureClass = "backprop-figure";
    private const string ChartClass = "backprop-chart";

    public string Write(Deck deck)
    {
        var slides = string.Join('\n', deck.Columns.Index().SelectMany(column => column.Item.Index()
            .Select(row => Section(row.Item, column.Index + 1, row.Index + 1))));
        var plotly = slides.Contains(ChartClass, StringComparison.Ordinal) ? $"""<script src="{shared}/{SharedFiles.Plotly}" defer></script>""" : "";
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Page.Escape(deck.Title)}</title>
            <link rel="stylesheet" href="{shared}/{SharedFiles.CellStyle}">
            <link rel="stylesheet" href="{shared}/{SharedFiles.DeckStyle}">
            <style>{formulaStyle}</style>
            {plotly}
            <script src="{shared}/{SharedFiles.StageScript}" defer></script>
            <script src="{shared}/{SharedFiles.DeckScript}" defer></script>
            </head>
            <body>
            <main class="stage">
            {slides}
            </main>
            {SlidesAsset.Frame.Replace("TITLE", Page.Escape(deck.Title), StringComparison.Ordinal)}
            </body>
            </html>

            """;
    }

    private string Section(Slide slide, int column, int row)
    {
        var numbers = slide.Items.Select(item => item.Cell).Distinct().Index().ToDictionary(cell => cell.Item, cell => cell.Index);
        var items = slide.Items.Select(item => Item(item, numbers[item.Cell])).Where(html => html.Length > 0);
        return $"""
            <section class="slide" data-column="{Number(column)}" data-row="{Number(row)}">
            <div class="items">
            {string.Join('\n', items)}
            </div>{Notes(slide)}
            </section>
            """;
    }

    /// <summary>Figures wait in a template, where their scripts rest, until the slide is shown.</summary>
    private string Item(SlideItem item, int cell)
    {
        var html = Html(item);
        if (html.Length == 0) return "";

        var isFigure = item.Kind == SlideItemKind.Outputs && html.Contains(FigureClass, StringComparison.Ordinal);
        var kind = item.Kind.ToString().ToLowerInvariant();
        var attributes = $"""data-cell="{Number(cell)}" data-step="{Number(item.Step)}" """.TrimEnd();
        return isFigure
            ? $"""<div class="item {kind} figures" {attributes}><template class="figures"><div class="scaled">{html}</div></template></div>"""
            : $"""<div class="item {kind}" {attributes}>{html}</div>""";
    }

    private string Html(SlideItem item) => item.Kind switch
    {
        SlideItemKind.Text => cells.Text(item.Cell),
        SlideItemKind.Code => cells.Code(item.Cell),
        _ => CellRenderer.Outputs(item.Cell),
    };

    private string Notes(Slide slide)
    {
        var notes = slide.Notes.Where(cell => cell.IsMarkdown).Select(cells.Text).ToArray();
        return notes.Length > 0 ? $"\n<template class=\"notes\">\n{string.Join('\n', notes)}\n</template>" : "";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
