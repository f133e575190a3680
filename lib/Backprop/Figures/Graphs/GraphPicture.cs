using System.Globalization;
using System.Net;
using System.Text;
using Backprop.Figures.Charts;

namespace Backprop.Figures.Graphs;

/// <summary>
/// A graph as SVG. All colours and sizes are attributes, so that it looks the same in every program. Its letters have 14 pixels or more
/// when the picture is 960 pixels wide: a wider graph is cut into rows.
/// </summary>
internal sealed class GraphPicture
{
    private const int FontSize = 18;
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

    private const double WidestPicture = (double)Drawing.DefaultWidth * FontSize / SmallestLetters;

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

        var bands = GraphBands.Of(graph, band => new Row(this, band).Width, WidestPicture - (2 * Margin));
        unnamed = [.. bands.SelectMany(band => band.Sources.TakeLast(band.Outgoing)).Where(node => graph.Nodes[node].Name.Length == 0)];
        rows = [.. bands.Select(band => new Row(this, band))];
    }

    /// <summary>In the picture's own units.</summary>
    private double Width => Math.Max(NarrowestPicture, rows.Max(row => row.Width) + (2 * Margin));

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
        var height = top + rows.Sum(row => row.Height) + ((rows.Count - 1) * BandGap) + Margin;
        StringBuilder svg = new();
        Append(svg, $"""
            <svg class="backprop-picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width:0.#} {height:0.#}" role="img" aria-label="{Escape(description)}" style="display:block;width:100%;height:auto" font-family="Open Sans, Segoe UI, Helvetica, Arial, sans-serif" font-size="{FontSize}" fill="{Palette.Ink}">
            <rect class="backprop-paper" width="100%" height="100%" fill="{Palette.Paper}"/>

            """);
        for (var i = 0; i < lines.Count; i++)
        {
            var baseline = (20 + (TitleLines.LineHeight * (i + 0.75))) * Unit;
            Append(svg, $"<text x=\"{20 * Unit:0.#}\" y=\"{baseline:0.#}\" font-size=\"{TitleLines.FontSize * Unit:0.#}\">{Escape(lines[i])}</text>\n");
        }

        foreach (var row in rows)
        {
            Append(svg, $"<g transform=\"translate({(Width - row.Width) / 2:0.#} {top - row.Top:0.#})\">\n");
            row.Write(svg);
            svg.Append("</g>\n");
            top += row.Height + BandGap;
        }

        svg.Append("</svg>\n");
        return (svg.ToString(), (int)Math.Ceiling(height / Unit));
    }

    private static void Append(StringBuilder text, FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture));

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string[] Lines(string text) => text.Split('\n');

    private static int Longest(IEnumerable<string> lines) => lines.Max(line => line.Length);

    private static int LabelWidth(Path label) => (LetterWidth * Longest(label.Lines)) + 8;

    private static int LabelHeight(Path label) => (LineHeight * label.Lines.Count) + 4;

    private int Edge(Path path) => graph.EdgesTo(path.Output)[path.Input];

    /// <summary>What stands at the left of a node's head: its name, or what made it.</summary>
    private static string Head(Node node) => node.Name.Length > 0 ? node.Name : node.IsLeaf ? "leaf" : node.Operation;

    /// <summary>What stands at the right.</summary>
    private static string Kind(Node node) => node.Name.Length == 0 ? "" : node.IsLeaf ? "leaf" : node.Operation;

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

    /// <summary>A row of nodes, placed.</summary>
    private sealed class Row
    {
        private readonly GraphPicture picture;
        private readonly GraphBand band;
        private readonly LayeredLayout layout;
        private readonly double[] left;
        private readonly double[] width;
        private readonly double[] gap;
        private readonly List<(Path Path, int Edge, double X, double Y)> placed = [];

        public Row(GraphPicture picture, GraphBand band)
        {
            (this.picture, this.band) = (picture, band);
            layout = new LayeredLayout(band.Graph, item => HeightOf(item) + NodeGap, PointDistance);
            (left, width, gap) = (new double[layout.LayerCount], new double[layout.LayerCount], new double[layout.LayerCount]);
            Array.Fill(gap, NarrowestGap);
            for (var item = 0; item < band.Sources.Length; item++)
            {
                var layer = layout.LayerOf(item);
                width[layer] = Math.Max(width[layer], WidthOf(item));
                gap[layer] = Math.Max(gap[layer], band.IsFlag(item) ? 0 : picture.GapBefore(band.Sources[item]));
            }

            for (var i = 1; i < left.Length; i++)
            {
                left[i] = left[i - 1] + width[i - 1] + gap[i];
            }

            PlaceLabels();
            var items = Enumerable.Range(0, band.Sources.Length);
            Top = Math.Min(items.Min(item => layout.Heights[item] - (HeightOf(item) / 2)), Labels(-1).Append(double.PositiveInfinity).Min());
            Height = Math.Max(items.Max(item => layout.Heights[item] + (HeightOf(item) / 2)), Labels(1).Append(double.NegativeInfinity).Max()) - Top;
        }

        public double Width => left[^1] + width[^1];

        public double Top { get; }

        public double Height { get; }

        public void Write(StringBuilder svg)
        {
            for (var i = 0; i < band.Edges.Length; i++)
            {
                Append(svg, $"<path data-edge=\"{band.Edges[i]}\" d=\"{Line(i)}\" fill=\"none\" stroke=\"#9a9a9a\" stroke-width=\"2\" stroke-linejoin=\"round\"/>\n");
            }

            for (var item = 0; item < band.Sources.Length; item++)
            {
                if (band.IsFlag(item))
                {
                    WriteFlag(svg, item);
                }
                else
                {
                    WriteNode(svg, item);
                }
            }

            WriteLabels(svg);
        }

        private IEnumerable<double> Labels(int side) => placed.Select(label => label.Y + (side * LabelHeight(label.Path) / 2.0));

        private double WidthOf(int item) => band.IsFlag(item) ? (11 * picture.Flag(band.Sources[item]).Length) + 40 : picture.NodeWidth(band.Sources[item]);

        private double HeightOf(int item) => band.IsFlag(item) ? FlagHeight : picture.NodeHeight(band.Sources[item]);

        /// <summary>A node is as wide as its layer; a flag from which edges come stands close to them, and one to which they lead too.</summary>
        private (double Left, double Right) Sides(int item)
        {
            var layer = layout.LayerOf(item);
            if (item >= band.Sources.Length || !band.IsFlag(item))
            {
                return (left[layer], left[layer] + width[layer]);
            }

            var own = WidthOf(item);
            return band.IsIncoming(item) ? (left[layer] + width[layer] - own, left[layer] + width[layer]) : (left[layer], left[layer] + own);
        }

        private void WriteNode(StringBuilder svg, int item)
        {
            var place = band.Sources[item];
            var node = picture.graph.Nodes[place];
            var (x, high) = (left[layout.LayerOf(item)], HeightOf(item));
            var y = layout.Heights[item] - (high / 2);
            var wide = width[layout.LayerOf(item)];
            var grad = 55 + (LineHeight * (Lines(node.Data).Length - 1)) + PartHeight;
            var (fill, line) = node.IsLeaf ? ("#dcecf6", Palette.Blue)
                : node == picture.graph.Result ? ("#fbe3d1", Palette.Vermilion)
                : ("#ececec", "#6e6e6e");
            Append(svg, $"""
                <g data-node="{place}" transform="translate({x:0.#} {y:0.#})"><rect width="{wide:0.#}" height="{high:0.#}" rx="8" fill="{Palette.Paper}" stroke="{line}" stroke-width="2"/><path d="M1 {HeaderHeight}V9a8 8 0 0 1 8-8H{wide - 9:0.#}a8 8 0 0 1 8 8V{HeaderHeight}z" fill="{fill}"/><text x="12" y="23" font-weight="bold">{Escape(Head(node))}</text><text x="{wide - 12:0.#}" y="23" text-anchor="end">{Escape(Kind(node))}</text><text x="12" y="55">data</text>{Numbers("data", node.Data, wide - 12, 55)}<text x="12" y="{grad}">grad</text>{Numbers("grad", node.Gradient, wide - 12, grad)}</g>

                """);
        }

        /// <summary>Numbers in lines, below each other.</summary>
        private static string Numbers(string what, string text, double x, double y) => Invariant(
            $"<text data-of=\"{what}\" x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"end\">{(Lines(text) is [var only] ? Escape(only)
                : string.Concat(Lines(text).Select((line, i) => Invariant($"<tspan x=\"{x:0.#}\" y=\"{y + (LineHeight * i):0.#}\">{Escape(line)}</tspan>"))))}</text>");

        private void WriteFlag(StringBuilder svg, int item)
        {
            var (start, end) = Sides(item);
            var (y, text) = (layout.Heights[item], picture.Flag(band.Sources[item]));
            Append(svg, $"""
                <g><rect x="{start:0.#}" y="{y - (FlagHeight / 2):0.#}" width="{end - start:0.#}" height="{FlagHeight}" rx="{FlagHeight / 2}" fill="{Palette.Paper}" stroke="#6e6e6e" stroke-width="2" stroke-dasharray="6 4"/><text x="{(start + end) / 2:0.#}" y="{y + 6:0.#}" text-anchor="middle">{(band.IsIncoming(item) ? $"↳ {Escape(text)}" : $"{Escape(text)} ↴")}</text></g>

                """);
        }

        /// <summary>From the right side of the input, level through each layer that is passed, to the left side of the output, where its arrow is.</summary>
        private string Line(int edge)
        {
            var route = layout.Routes[edge];
            StringBuilder line = new();
            var (x, y) = (Sides(route[0]).Right, layout.Heights[route[0]]);
            Append(line, $"M{x:0.#} {y:0.#}");
            foreach (var item in route.Skip(1))
            {
                var isEnd = item == route[^1];
                var (nextX, nextY) = (Sides(item).Left - (isEnd ? 2 : 0), isEnd ? Port(edge) : layout.Heights[item]);
                var middle = (x + nextX) / 2;
                Append(line, $"C{middle:0.#} {y:0.#} {middle:0.#} {nextY:0.#} {nextX:0.#} {nextY:0.#}");
                (x, y) = (nextX + width[layout.LayerOf(item)], nextY);
                if (!isEnd)
                {
                    Append(line, $"H{x:0.#}");
                }
                else
                {
                    Append(line, $"m-11 -6l11 6l-11 6");
                }
            }

            return line.ToString();
        }

        /// <summary>Where an edge arrives: edges of one node do so one above the other, in the order of where they come from.</summary>
        private double Port(int edge)
        {
            var to = band.Graph.Edges[edge].To;
            int[] arriving = [.. band.Graph.EdgesTo(to).OrderBy(Arrival)];
            var step = Math.Min(26.0, (HeightOf(to) - 24.0) / Math.Max(1, arriving.Length));
            return layout.Heights[to] + (step * (Array.IndexOf(arriving, edge) - ((arriving.Length - 1) / 2.0)));
        }

        /// <summary>The height at which an edge passes the layer before its end.</summary>
        private double Arrival(int edge) => layout.Heights[layout.Routes[edge][^2]];

        /// <summary>Labels stand in the gap before the node where their edge ends; those of one gap one below the other.</summary>
        private void PlaceLabels()
        {
            var edges = Enumerable.Range(0, band.Edges.Length).Where(edge => !band.IsFlag(band.Graph.Edges[edge].To)).ToDictionary(edge => band.Edges[edge]);
            foreach (var column in picture.labels.Where(label => edges.ContainsKey(picture.Edge(label))).GroupBy(label => layout.LayerOf(band.Graph.Edges[edges[picture.Edge(label)]].To)))
            {
                var x = left[column.Key] - (gap[column.Key] / 2);
                var ordered = column.Select(label => (Label: label, Edge: edges[picture.Edge(label)]))
                    .Select(one => (one.Label, Y: (Arrival(one.Edge) + Port(one.Edge)) / 2)).OrderBy(one => one.Y).ToList();
                var heights = Apart.Place([.. ordered.Select(one => one.Y)], [.. ordered.Select(one => LabelHeight(one.Label) + LabelGap)]);
                placed.AddRange(ordered.Select((one, i) => (one.Label, picture.Edge(one.Label), x, heights[i])));
            }
        }

        private void WriteLabels(StringBuilder svg)
        {
            foreach (var (label, edge, x, y) in placed)
            {
                var (wide, high) = (LabelWidth(label), LabelHeight(label));
                var lines = label.Lines.Select((line, i) => Invariant($"<text x=\"{x:0.#}\" y=\"{y - (high / 2.0) + 18 + (LineHeight * i):0.#}\">{Escape(line)}</text>"));
                Append(svg, $"""
                    <g data-label="{edge}" text-anchor="middle"><rect x="{x - (wide / 2.0):0.#}" y="{y - (high / 2.0):0.#}" width="{wide}" height="{high}" rx="6" fill="#fff6d6" stroke="{Palette.Vermilion}"/>{string.Concat(lines)}</g>

                    """);
            }
        }
    }
}
