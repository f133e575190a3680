using System.Text;
using Backprop.Figures.Charts;

namespace Backprop.Figures.Graphs;

/// <content>How the nodes of a row and the arrows between them are placed and drawn.</content>
internal sealed partial class GraphPicture
{
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
                Svg.Append(svg, $"<path data-edge=\"{band.Edges[i]}\" d=\"{Line(i)}\" fill=\"none\" stroke=\"#9a9a9a\" stroke-width=\"2\" stroke-linejoin=\"round\"/>\n");
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
            var (fill, line) = node.IsLeaf ? Palette.Input : node == picture.graph.Result ? Palette.Result : Palette.Between;
            Svg.Append(svg, $"""
                <g data-node="{place}" transform="translate({x:0.#} {y:0.#})"><rect width="{wide:0.#}" height="{high:0.#}" rx="8" fill="{Palette.Paper}" stroke="{line}" stroke-width="2"/><path d="M1 {HeaderHeight}V9a8 8 0 0 1 8-8H{wide - 9:0.#}a8 8 0 0 1 8 8V{HeaderHeight}z" fill="{fill}"/><text x="12" y="23" font-weight="bold">{FigureHtml.Escape(Head(node))}</text><text x="{wide - 12:0.#}" y="23" text-anchor="end">{FigureHtml.Escape(Kind(node))}</text><text x="12" y="55">data</text>{Numbers("data", node.Data, wide - 12, 55)}<text x="12" y="{grad}">grad</text>{Numbers("grad", node.Gradient, wide - 12, grad)}</g>

                """);
        }

        /// <summary>Numbers in lines, below each other.</summary>
        private static string Numbers(string what, string text, double x, double y) => Invariant(
            $"<text data-of=\"{what}\" x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"end\">{(Lines(text) is [var only] ? FigureHtml.Escape(only)
                : string.Concat(Lines(text).Select((line, i) => Invariant($"<tspan x=\"{x:0.#}\" y=\"{y + (LineHeight * i):0.#}\">{FigureHtml.Escape(line)}</tspan>"))))}</text>");

        private void WriteFlag(StringBuilder svg, int item)
        {
            var (start, end) = Sides(item);
            var (y, text) = (layout.Heights[item], picture.Flag(band.Sources[item]));
            Svg.Append(svg, $"""
                <g><rect x="{start:0.#}" y="{y - (FlagHeight / 2):0.#}" width="{end - start:0.#}" height="{FlagHeight}" rx="{FlagHeight / 2}" fill="{Palette.Paper}" stroke="#6e6e6e" stroke-width="2" stroke-dasharray="6 4"/><text x="{(start + end) / 2:0.#}" y="{y + 6:0.#}" text-anchor="middle">{(band.IsIncoming(item) ? $"↳ {FigureHtml.Escape(text)}" : $"{FigureHtml.Escape(text)} ↴")}</text></g>

                """);
        }

        /// <summary>From the right side of the input, level through each layer that is passed, to the left side of the output, where its arrow is.</summary>
        private string Line(int edge)
        {
            var route = layout.Routes[edge];
            StringBuilder line = new();
            var (x, y) = (Sides(route[0]).Right, layout.Heights[route[0]]);
            Svg.Append(line, $"M{x:0.#} {y:0.#}");
            foreach (var item in route.Skip(1))
            {
                var isEnd = item == route[^1];
                var (nextX, nextY) = (Sides(item).Left - (isEnd ? 2 : 0), isEnd ? Port(edge) : layout.Heights[item]);
                var middle = (x + nextX) / 2;
                Svg.Append(line, $"C{middle:0.#} {y:0.#} {middle:0.#} {nextY:0.#} {nextX:0.#} {nextY:0.#}");
                (x, y) = (nextX + width[layout.LayerOf(item)], nextY);
                if (!isEnd)
                {
                    Svg.Append(line, $"H{x:0.#}");
                }
                else
                {
                    Svg.Append(line, $"m-11 -6l11 6l-11 6");
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
                var lines = label.Lines.Select((line, i) => Invariant($"<text x=\"{x:0.#}\" y=\"{y - (high / 2.0) + 18 + (LineHeight * i):0.#}\">{FigureHtml.Escape(line)}</text>"));
                Svg.Append(svg, $"""
                    <g data-label="{edge}" text-anchor="middle"><rect x="{x - (wide / 2.0):0.#}" y="{y - (high / 2.0):0.#}" width="{wide}" height="{high}" rx="6" fill="#fff6d6" stroke="{Palette.Vermilion}"/>{string.Concat(lines)}</g>

                    """);
            }
        }
    }
}
