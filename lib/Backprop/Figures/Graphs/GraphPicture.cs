namespace Backprop.Figures.Graphs;

/// <summary>
/// A graph as SVG. Its letters have 14 pixels or more when the picture is 960 pixels wide: a wider graph is cut into rows, as long as
/// these are not too many for a picture.
/// </summary>
internal sealed partial class GraphPicture
{
    private const int SmallestLetters = 14;
    private const int LetterWidth = 10;
    private const int HeaderHeight = 32;

    /// <summary>From one line of numbers to the next, and from the data to the gradient.</summary>
    private const int LineHeight = 22;
    private const int PartHeight = 25;

    private const int NodeGap = 30;
    private const int PointDistance = 34;
    private const int FlagHeight = 36;
    private const int LabelGap = 6;
    private const int Margin = 24;
    private const int BandGap = 40;
    private const int NarrowestGap = 56;

    /// <summary>A narrower graph has room around it rather than being blown up.</summary>
    private const int NarrowestPicture = 800;

    private const double WidestPicture = (double)Drawing.DefaultWidth * Svg.FontSize / SmallestLetters;

    /// <summary>
    /// In CSS pixels: a graph that would be higher, one of fifty nodes and more, gets longer rows of smaller letters instead, since a
    /// browser draws no PNG of more than 8,192 pixels, with two of them for each of these.
    /// </summary>
    private const int HighestPicture = 3900;

    private readonly Graph graph;
    private readonly IReadOnlyList<Path> labels;
    private readonly int[] gradientLines;
    private readonly int[] gradientWidth;
    private readonly List<int> unnamed = [];
    private readonly List<Row> rows;

    /// <summary>Places everything.</summary>
    /// <param name="graph">What is shown.</param>
    /// <param name="labels">What the edges are labelled with; without any, nodes stand closer.</param>
    public GraphPicture(Graph graph, IReadOnlyList<Path> labels)
    {
        (this.graph, this.labels) = (graph, labels);
        gradientLines = [.. graph.Nodes.Select(node => Lines(node.Gradient).Length)];
        gradientWidth = [.. graph.Nodes.Select(node => Longest(Lines(node.Gradient)))];
        foreach (var path in labels)
        {
            var input = graph.Edges[Edge(path)].From; // what it is on the way may be longer than what it becomes
            gradientWidth[input] = Math.Max(gradientWidth[input], Longest(Lines(path.Sum)));
            gradientLines[input] = Math.Max(gradientLines[input], Lines(path.Sum).Length);
        }

        var widest = WidestPicture;
        rows = RowsWithin(widest);
        while (rows.Count > 1 && RowsHeight / Unit > HighestPicture)
        {
            rows = RowsWithin(widest *= 1.25);
        }
    }

    /// <summary>In the picture's own units.</summary>
    private double Width => Math.Max(NarrowestPicture, rows.Max(row => row.Width) + (2 * Margin));

    /// <summary>Of all rows, with what is between them.</summary>
    private double RowsHeight => rows.Sum(row => row.Height) + ((rows.Count - 1) * BandGap);

    /// <summary>Units per CSS pixel of a figure's width.</summary>
    private double Unit => Width / Drawing.DefaultWidth;

    /// <summary>Writes the picture.</summary>
    /// <param name="title">The line above.</param>
    /// <param name="description">What it shows, for screen readers.</param>
    /// <returns>The svg element and its height in CSS pixels, when it is as wide as figures are by default.</returns>
    public (string Svg, int Height) Write(string title, string description)
    {
        var lines = TitleLines.Of(title);
        var top = ((20 + (TitleLines.LineHeight * lines.Count)) * Unit) + Margin;
        var height = top + RowsHeight + Margin;
        var svg = Svg.Begin(Width, height, lines, description);
        foreach (var row in rows)
        {
            Svg.Append(svg, $"<g transform=\"translate({(Width - row.Width) / 2:0.#} {top - row.Top:0.#})\">\n");
            row.Write(svg);
            svg.Append("</g>\n");
            top += row.Height + BandGap;
        }

        svg.Append("</svg>\n");
        return (svg.ToString(), (int)Math.Ceiling(height / Unit));
    }

    /// <summary>The graph in rows of a width, whose flags have been given their numbers.</summary>
    private List<Row> RowsWithin(double widest)
    {
        unnamed.Clear();
        var bands = GraphBands.Of(graph, band => new Row(this, band).Width, widest - (2 * Margin));
        unnamed.AddRange(bands.SelectMany(band => band.Sources.TakeLast(band.Outgoing)).Where(node => graph.Nodes[node].Name.Length == 0));
        return [.. bands.Select(band => new Row(this, band))];
    }

    private static string[] Lines(string text) => text.Split('\n');

    private static int Longest(IEnumerable<string> lines) => lines.Max(line => line.Length);

    private static int LabelWidth(Path label) => (LetterWidth * Longest(label.Lines)) + 8;

    private static int LabelHeight(Path label) => (LineHeight * label.Lines.Count) + 4;

    private int Edge(Path path) => graph.EdgesTo(path.Output)[path.Input];

    /// <summary>What stands at the left of a node's head: its name, or what made it.</summary>
    private static string Head(Node node) => node.Name.Length > 0 ? node.Name : node.IsLeaf ? "leaf" : GraphText.OfOperation(node.Operation);

    /// <summary>What stands at the right.</summary>
    private static string Kind(Node node) => node.Name.Length == 0 ? "" : node.IsLeaf ? "leaf" : GraphText.OfOperation(node.Operation);

    private double NodeWidth(int place)
    {
        var node = graph.Nodes[place];
        var header = (11 * Head(node).Length) + (LetterWidth * Kind(node).Length) + 12;
        return 24 + Math.Max(header, LetterWidth * (5 + Math.Max(Longest(Lines(node.Data)), gradientWidth[place])));
    }

    private double NodeHeight(int place) =>
        HeaderHeight + PartHeight + 10 + (LineHeight * (Lines(graph.Nodes[place].Data).Length + gradientLines[place])) - 19;

    private double GapBefore(int place) => labels.Where(label => label.Output == place).Select(label => LabelWidth(label) + 28.0).Append(NarrowestGap).Max();

    /// <summary>
    /// What stands in a flag: a name, or for a node without one ①, ②, … in the order in which they are cut off. While the rows are being
    /// sought, as much as the longest number.
    /// </summary>
    private string Flag(int place) => graph.Nodes[place].Name is { Length: > 0 } name ? name
        : unnamed.IndexOf(place) is var number && number < 0 ? "00"
        : number < 20 ? $"{(char)('①' + number)}"
        : Invariant($"{number + 1}");
}
