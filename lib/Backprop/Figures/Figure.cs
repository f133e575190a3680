using System.Text.Json;
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
    /// <summary>The version of what <see cref="ToHtml"/> writes.</summary>
    private const int ContractVersion = 1;

    private readonly JsonElement content;
    private readonly string description;

    /// <summary>Makes a figure.</summary>
    /// <param name="labels">Name, title and caption.</param>
    /// <param name="content">What plotly.js draws: an object with data, layout and frames.</param>
    /// <param name="description">What is drawn, in a few words, with the ranges of the data.</param>
    internal Figure(FigureLabels labels, JsonElement content, string description)
    {
        (Name, Title, Caption) = (labels.Name, labels.Title, labels.Caption);
        (this.content, this.description) = (content, description);
    }

    /// <summary>A short name in small letters, digits and hyphens: the figure's file name.</summary>
    public string Name { get; }

    /// <summary>The line above the picture.</summary>
    public string Title { get; }

    /// <summary>A sentence below the picture that says what to see in it.</summary>
    public string Caption { get; }

    /// <summary>The width in CSS pixels; a narrower page shrinks the picture.</summary>
    public int Width { get; } = Chart.DefaultWidth;

    /// <summary>The height in CSS pixels, without the caption.</summary>
    public int Height { get; } = Chart.DefaultHeight;

    /// <summary>
    /// One element of class <c>backprop-figure</c>, which holds a description in JSON (version, name, title, caption,
    /// width, height, kind, content), a message for pages without scripts, and the script that draws.
    /// </summary>
    public string ToHtml() => FigureHtml.Write(this, JsonSerializer.Serialize(
        new FigureDescription(ContractVersion, Name, Title, Caption, Width, Height, "plotly", content),
        FigureJson.Default.FigureDescription));

    /// <summary>The figure in one line, for hosts that show text only.</summary>
    public override string ToString() => $"Figure {Name}: {Title} ({description})";
}
