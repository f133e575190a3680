using System.Text.Json.Nodes;

namespace Lectern.Comparison;

/// <summary>
/// One line of what a cell shows. Beside the lines of its texts there is one for each figure, and one that says of each output of which kind it
/// is; then a difference of any kind is a difference of lines.
/// </summary>
internal sealed class ShownLine
{
    private readonly TextLine? line;

    private ShownLine(string text, TextLine? line, JsonNode? description) => (Text, this.line, Description) = (text, line, description);

    /// <summary>As it stands in a report.</summary>
    public string Text { get; }

    /// <summary>What a figure says of itself; null if it is no figure, or says nothing.</summary>
    public JsonNode? Description { get; }

    /// <summary>Something that has to be equal: an execution count, or the kind of an output.</summary>
    public static ShownLine OfKind(string kind) => new(kind, null, null);

    public static ShownLine OfFigure(string name, JsonNode? description) => new($"figure \"{name}\"", null, description);

    /// <summary>The lines of a text that hold something.</summary>
    public static IEnumerable<ShownLine> OfText(string text) =>
        from line in text.Split('\n').Select(one => new TextLine(one.TrimEnd()))
        where !line.IsBlank
        select new ShownLine(line.Text, line, null);

    /// <summary>Whether it is the same line. A figure is the same by its name, whatever its numbers are now.</summary>
    public bool Matches(ShownLine other) =>
        line is not null && other.line is not null ? line.Agrees(other.line) : line is null && other.line is null && Text == other.Text;
}
