using Backprop.Formatting;

namespace Backprop.Figures;

/// <summary>Figures side by side, one below the other where the page is narrow. Made by <see cref="Plot.SideBySide"/>.</summary>
[TypeFormatterSource(
    typeof(HtmlFormatterSource<FigureRow>),
    PreferredMimeTypes = [MimeTypes.Html, MimeTypes.PlainText])]
public sealed class FigureRow : IHtml
{
    /// <summary>How wide a place has to be, in CSS pixels: a chart is drawn anew for its place, while a picture shrinks with its letters.</summary>
    private const int ChartWidth = 420, PictureWidth = 640;

    internal FigureRow(IReadOnlyList<Figure> figures) => Figures = figures;

    /// <summary>The figures, from left to right.</summary>
    public IReadOnlyList<Figure> Figures { get; }

    /// <summary>The figures' elements, in one row.</summary>
    public string ToHtml() => $"""
        <div style="display:flex;flex-wrap:wrap;gap:12px">
        {string.Concat(Figures.Select(figure => Invariant($"<div style=\"flex:1 1 {Place(figure)}px;min-width:0\">{figure.ToHtml()}</div>\n")))}</div>
        """;

    /// <summary>A line for each figure.</summary>
    public override string ToString() => string.Join('\n', Figures);

    /// <summary>Writes the row as a page of its own (see <see cref="Figure.Save"/>).</summary>
    /// <param name="path">The file, which ends in .html or .htm.</param>
    /// <exception cref="ArgumentException">It ends in something else.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => FigurePage.Save(path, Figures, ToHtml());

    private static int Place(Figure figure) => figure.Drawing.NeedsPlotly ? ChartWidth : PictureWidth;
}
