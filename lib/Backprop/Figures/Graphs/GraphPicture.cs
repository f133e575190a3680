using System.Globalization;
using System.Net;
using System.Text;
using Backprop.Figures.Charts;

namespace Backprop.Figures.Graphs;

/// <summary>A graph as SVG. All colours and sizes are attributes, so that it looks the same in every program.</summary>
internal sealed class GraphPicture
{
    private const int NodeHeight = 92;
    private const int NodeDistance = 122;
    private const int PointDistance = 34;
    private const int HeaderHeight = 32;
    private const int FontSize = 18;
    private const int LabelSize = 17;
    private const int LabelHeight = 48;
    private const int Margin = 24;
    private const int NarrowestGap = 64;

    /// <summary>A narrower graph has room around it rather than being blown up.</summary>
    private const int NarrowestPicture = 800;

    /// <summary>In a wider graph the words before the numbers are left out, so that the numbers stay readable.</summary>
    private const int WidestWithWords = 1250;

    private readonly Graph graph;
    private readonly IReadOnlyList<Path> labels;
    private readonly LayeredLayout layout;
    private readonly int[] longestGradient;
    private readonly double[] left;
    private readonly double[] width;
    private readonly double[] gap;
    private readonly bool isCompact;

    /// <summary>Places everything.</summary>
    /// <param name="graph">What is shown.</param>
    /// <param name="labels">What the edges are labelled with when their turn comes; without any they stand closer.</param>
    public GraphPicture(Graph graph, IReadOnlyList<Path> labels)
    {
        (this.graph, this.labels) = (graph, labels);
        longestGradient = [.. graph.Nodes.Select(node => node.Gradient.Length)];
        foreach (var path in labels)
        {
            ref var longest = ref longestGradient[graph.Edges[graph.EdgesTo(path.Output)[path.Input]].From];
            longest = Math.Max(longest, path.Sum.Length); // what it is on the way may be longer than what it becomes
        }

        layout = new LayeredLayout(graph, NodeDistance, PointDistance);
        (left, width, gap) = (new double[layout.LayerCount], new double[layout.LayerCount], new double[layout.LayerCount]);
        Array.Fill(gap, NarrowestGap);
        foreach (var label in labels)
        {
            ref var widest = ref gap[layout.LayerOf(label.Output)];
            widest = Math.Max(widest, LabelWidth(label) + 32);
        }

        if (Spread() > WidestWithWords)
        {
            isCompact = true;
            Spread();
        }
    }

    /// <summary>Finds room for the layers.</summary>
    /// <returns>How wide they are together.</returns>
    private double Spread()
    {
        Array.Clear(width);
        for (var node = 0; node < graph.Nodes.Count; node++)
        {
            ref var widest = ref width[layout.LayerOf(node)];
            widest = Math.Max(widest, NodeWidth(node));
        }

        for (var i = 1; i < left.Length; i++)
        {
            left[i] = left[i - 1] + width[i - 1] + gap[i];
        }

        return left[^1] + width[^1];
    }

    /// <summary>In the picture's own units.</summary>
    private double Width => Math.Max(NarrowestPicture, left[^1] + width[^1] + (2 * Margin));

    /// <summary>Units per CSS pixel of a figure's width.</summary>
    private double Unit => Width / Drawing.DefaultWidth;

    private double Indent => (Width - left[^1] - width[^1]) / 2;

    /// <summary>Writes the picture.</summary>
    /// <param name="title">The line above.</param>
    /// <param name="description">What it shows, for screen readers.</param>
    /// <returns>The svg element and its height in CSS pixels, when it is as wide as figures are by default.</returns>
    public (string Svg, int Height) Write(string title, string description)
    {
        var lines = TitleLines.Of(title);
        var top = ((20 + (TitleLines.LineHeight * lines.Count)) * Unit) + Margin + (NodeHeight / 2.0);
        var height = top + layout.Heights.Max() + (NodeHeight / 2.0) + Margin;
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

        Append(svg, $"<g transform=\"translate({Indent:0.#} {top:0.#})\">\n");
        WriteEdges(svg);
        WriteNodes(svg);
        WriteLabels(svg);
        svg.Append("</g>\n</svg>\n");
        return (svg.ToString(), (int)Math.Ceiling(height / Unit));
    }

    private static void Append(StringBuilder text, FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture));

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static double LabelWidth(Path path) => 9.6 * Math.Max(path.Product.Length, path.Contribution.Length + 2);

    private double NodeWidth(int place)
    {
        var node = graph.Nodes[place];
        var header = (11 * node.Name.Length) + (10 * Kind(node).Length) + 12;
        return 24 + Math.Max(header, 9.8 * ((isCompact ? 2 : 5) + Math.Max(node.Data.Length, longestGradient[place])));
    }

    /// <summary>What stands to the right of a node's name.</summary>
    private string Kind(Node node) => !node.IsLeaf ? node.Operation : isCompact ? "" : "leaf";

    private void WriteNodes(StringBuilder svg)
    {
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            var (x, y) = (left[layout.LayerOf(i)], layout.Heights[i] - (NodeHeight / 2.0));
            var wide = width[layout.LayerOf(i)];
            var (data, grad) = isCompact ? ("", "∂") : ("data", "grad");
            var (fill, line) = node.IsLeaf ? ("#dcecf6", Palette.Blue)
                : node == graph.Result ? ("#fbe3d1", Palette.Vermilion)
                : ("#ececec", "#6e6e6e");
            Append(svg, $"""
                <g data-node="{i}" transform="translate({x:0.#} {y:0.#})"><rect width="{wide:0.#}" height="{NodeHeight}" rx="8" fill="{Palette.Paper}" stroke="{line}" stroke-width="2"/><path d="M1 {HeaderHeight}V9a8 8 0 0 1 8-8H{wide - 9:0.#}a8 8 0 0 1 8 8V{HeaderHeight}z" fill="{fill}"/><text x="12" y="23" font-weight="bold">{Escape(node.Name)}</text><text x="{wide - 12:0.#}" y="23" text-anchor="end">{Escape(Kind(node))}</text><text x="12" y="55">{data}</text><text data-of="data" x="{wide - 12:0.#}" y="55" text-anchor="end">{Escape(node.Data)}</text><text x="12" y="80">{grad}</text><text data-of="grad" x="{wide - 12:0.#}" y="80" text-anchor="end">{Escape(node.Gradient)}</text></g>

                """);
        }
    }

    private void WriteEdges(StringBuilder svg)
    {
        for (var i = 0; i < graph.Edges.Count; i++)
        {
            Append(svg, $"<path data-edge=\"{i}\" d=\"{Line(i)}\" fill=\"none\" stroke=\"#9a9a9a\" stroke-width=\"2\"/>\n");
        }
    }

    /// <summary>From the right side of the input, level through each layer that is passed, to the left side of the output.</summary>
    private string Line(int edge)
    {
        var route = layout.Routes[edge];
        StringBuilder line = new();
        var (x, y) = (left[layout.LayerOf(route[0])] + width[layout.LayerOf(route[0])], layout.Heights[route[0]]);
        Append(line, $"M{x:0.#} {y:0.#}");
        foreach (var item in route.Skip(1))
        {
            var (nextX, nextY) = (left[layout.LayerOf(item)], item == route[^1] ? Port(edge) : layout.Heights[item]);
            var middle = (x + nextX) / 2;
            Append(line, $"C{middle:0.#} {y:0.#} {middle:0.#} {nextY:0.#} {nextX:0.#} {nextY:0.#}");
            (x, y) = (nextX + width[layout.LayerOf(item)], nextY);
            if (item != route[^1])
            {
                Append(line, $"H{x:0.#}");
            }
        }

        return line.ToString();
    }

    /// <summary>Where an edge arrives: edges of one node do so one above the other, in the order of where they come from.</summary>
    private double Port(int edge)
    {
        var to = graph.Edges[edge].To;
        int[] arriving = [.. graph.EdgesTo(to).OrderBy(Arrival)];
        var step = Math.Min(26.0, (NodeHeight - 24.0) / Math.Max(1, arriving.Length));
        return layout.Heights[to] + (step * (Array.IndexOf(arriving, edge) - ((arriving.Length - 1) / 2.0)));
    }

    /// <summary>The height at which an edge passes the layer before its end.</summary>
    private double Arrival(int edge) => layout.Heights[layout.Routes[edge][^2]];

    private void WriteLabels(StringBuilder svg)
    {
        foreach (var output in labels.GroupBy(label => label.Output))
        {
            var edges = graph.EdgesTo(output.Key);
            var ordered = output.OrderBy(label => Arrival(edges[label.Input])).ToList();
            var heights = Apart([.. ordered.Select(label => (Arrival(edges[label.Input]) + Port(edges[label.Input])) / 2)]);
            var x = left[layout.LayerOf(output.Key)] - (gap[layout.LayerOf(output.Key)] / 2);
            for (var i = 0; i < ordered.Count; i++)
            {
                var (label, y) = (ordered[i], heights[i]);
                var wide = LabelWidth(label) + 8;
                Append(svg, $"""
                    <g data-label="{edges[label.Input]}" visibility="hidden" font-size="{LabelSize}" text-anchor="middle"><rect x="{x - (wide / 2):0.#}" y="{y - (LabelHeight / 2.0):0.#}" width="{wide:0.#}" height="{LabelHeight}" rx="6" fill="#fff6d6" stroke="{Palette.Vermilion}"/>{Words(label, x, y)}</g>

                    """);
            }
        }
    }

    private static string Words(Path label, double x, double y) => label.Product.Length > 0
        ? Invariant($"<text x=\"{x:0.#}\" y=\"{y - 5:0.#}\">{Escape(label.Product)}</text><text x=\"{x:0.#}\" y=\"{y + 17:0.#}\">= {Escape(label.Contribution)}</text>")
        : Invariant($"<text x=\"{x:0.#}\" y=\"{y + 6:0.#}\">{Escape(label.Contribution)}</text>");

    /// <summary>Heights in rising order, each as far from the next as labels are high; their mean stays.</summary>
    private static double[] Apart(double[] heights)
    {
        var mean = heights.Average();
        double[] apart = [.. heights];
        for (var i = 1; i < apart.Length; i++)
        {
            apart[i] = Math.Max(apart[i], apart[i - 1] + LabelHeight + 6);
        }

        var shift = mean - apart.Average();
        return [.. apart.Select(height => height + shift)];
    }
}
