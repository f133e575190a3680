using Backprop.Formatting;

namespace Backprop.Figures;

/// <summary>
/// A picture with its name, title and caption. Made by <see cref="Plot"/>; shows itself in every notebook host when it
/// is a cell's last expression.
/// </summary>
[TypeFormatterSource(
    typeof(HtmlFormatterSource<Figure>),
    PreferredMimeTypes = [MimeTypes.Html, MimeTypes.PlainText])]
public sealed class Figure : IHtml
{
    internal Figure(FigureLabels labels, Drawing drawing)
    {
        (Name, Title, Caption) = (labels.Name, labels.Title, labels.Caption);
        Drawing = drawing;
    }

    /// <summary>A chart that a cell made with Plotly.NET itself, so that it has no labels but its title.</summary>
    internal Figure(string title, Drawing drawing) => (Name, Title, Caption, Drawing) = ("chart", title, "", drawing);

    /// <summary>A short name in small letters, digits and hyphens: the figure's file name.</summary>
    public string Name { get; }

    /// <summary>The line above the picture.</summary>
    public string Title { get; }

    /// <summary>A sentence below the picture that says what to see in it.</summary>
    public string Caption { get; }

    /// <summary>The width in CSS pixels; a narrower page shrinks the picture.</summary>
    public int Width => Drawing.Width;

    /// <summary>The height in CSS pixels, without the caption.</summary>
    public int Height => Drawing.Height;

    /// <summary>What is drawn.</summary>
    internal Drawing Drawing { get; }

    /// <summary>
    /// One element of class <c>backprop-figure</c>, which holds a description in JSON (version, name, title, caption,
    /// width, height, kind, content), what a page without scripts shows, and the script that brings it to life.
    /// </summary>
    public string ToHtml() => FigureHtml.Write(this);

    /// <summary>The figure in one line, for hosts that show text only.</summary>
    public override string ToString() => $"Figure {Name}: {Title} ({Drawing.Description})";

    /// <summary>
    /// Writes the figure as a page of its own, which any browser shows without a network. A page that is there is replaced.
    /// </summary>
    /// <param name="path">The file, which ends in .html or .htm.</param>
    /// <exception cref="ArgumentException">It ends in something else.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => FigurePage.Save(path, [this]);
}
