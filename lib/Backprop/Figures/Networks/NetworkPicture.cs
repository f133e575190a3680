using System.Globalization;
using System.Text;
using Backprop.Figures.Charts;
using Backprop.Figures.Graphs;

namespace Backprop.Figures.Networks;

/// <summary>A network as SVG, in CSS pixels: one panel for its weights, a second one for their gradients.</summary>
internal sealed class NetworkPicture(Network network, IReadOnlyList<NetworkLines> panels)
{
    private const int SmallSize = 16;
    private const int Margin = 24;
    private const int HeadingHeight = 34;
    private const int ScaleHeight = 76;
    private const int LargestRadius = 34;
    private const int SmallestRadius = 22;
    private const int LongestDistance = 150;
    private const int NoteHeight = 20;

    /// <summary>Up to so many lines between two layers, their numbers are written on them, if every number has so many pixels of their length.</summary>
    private const int MostNumbers = 16;
    private const int NumberRoom = 14;

    /// <summary>A line of fewer pixels would be hidden by any number, and a short one by a number of three digits.</summary>
    private const int ShortestLine = 72;
    private const int ShortLine = 100;

    /// <summary>Writes the picture.</summary>
    /// <param name="title">The line above.</param>
    /// <param name="description">What it shows, for screen readers.</param>
    public string Write(string title, string description)
    {
        var lines = TitleLines.Of(title);
        var svg = Svg.Begin(Drawing.DefaultWidth, Drawing.DefaultHeight, lines, description);
        var top = 28.0 + (TitleLines.LineHeight * lines.Count);
        var width = (double)Drawing.DefaultWidth / panels.Count;
        for (var i = 0; i < panels.Count; i++)
        {
            WritePanel(svg, panels[i], new Box((width * i) + Margin, Drawing.DefaultHeight, (width * (i + 1)) - Margin, top, ""));
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Letters of 18 pixels in bold are about so wide.</summary>
    private static double WidthOf(string text) => 10.5 * new StringInfo(text).LengthInTextElements;

    private void WritePanel(StringBuilder svg, NetworkLines lines, Box box)
    {
        var top = box.Top;
        if (panels.Count > 1)
        {
            Svg.Append(svg, $"<text x=\"{(box.Left + box.Right) / 2:0.#}\" y=\"{top + 20:0.#}\" text-anchor=\"middle\" font-weight=\"bold\">{lines.What}s</text>\n");
            top += HeadingHeight;
        }

        var circles = Place(box with { Top = top, Bottom = box.Bottom - ScaleHeight }, lines);
        var most = lines.Numbers.Max(rows => rows.Length * rows[0].Length);
        var widest = most <= 20 ? 9.0 : most <= 40 ? 6.0 : 4.0;
        for (var i = 0; i < lines.Numbers.Count; i++)
        {
            WriteLines(svg, lines.Numbers[i], circles[i], circles[i + 1], lines.Farthest, widest);
        }

        WriteNeurons(svg, circles);
        for (var i = 0; i < lines.Numbers.Count; i++)
        {
            var rows = lines.Numbers[i];
            if (MayHaveNumbers(rows) && HasRoom(rows, Length(circles[i], circles[i + 1])))
            {
                WriteNumbers(svg, rows, circles[i], circles[i + 1]);
            }
        }

        WriteScale(svg, lines, (box.Left + box.Right) / 2, box.Bottom - ScaleHeight + 24, widest);
    }

    /// <summary>Of a line that goes straight from one layer to the next, from circle to circle.</summary>
    private static double Length(Circle[] from, Circle[] to) => to[0].X - from[0].X - (2 * from[0].Radius);

    private static bool MayHaveNumbers(double[][] rows) => rows.Length * rows[0].Length <= MostNumbers;

    private static bool HasRoom(double[][] rows, double length) => length >= Math.Max(ShortestLine, rows.Length * rows[0].Length * NumberRoom);

    /// <summary>Where every neuron's circle is.</summary>
    private Circle[][] Place(Box box, NetworkLines lines)
    {
        var slots = network.Layers.Max(Slots);
        var noteRoom = network.Layers.Any(layer => layer.Neurons.Any(neuron => neuron.Note.Length > 0)) ? NoteHeight : 0;
        var distance = Math.Min(LongestDistance, (box.Bottom - box.Top) / slots);
        var radius = Radius(box, lines, Math.Min(LargestRadius, (distance - noteRoom - 4) / 2));
        var (left, right) = Ends(box, radius);
        var middle = ((box.Top + box.Bottom) / 2) - (noteRoom / 2.0);
        return [.. network.Layers.Select((layer, i) => layer.Neurons.Select((neuron, j) =>
        {
            var slot = j + (layer.IsCut && neuron.Place >= layer.Count - 2 ? 1 : 0);
            var x = left + ((right - left) * i / (network.Layers.Count - 1));
            return new Circle(x, middle + (distance * (slot - ((Slots(layer) - 1) / 2.0))), radius);
        }).ToArray())];
    }

    /// <summary>The middles of the first and of the last layer.</summary>
    private (double Left, double Right) Ends(Box box, double radius)
    {
        double Outside(NetworkLayer layer) => layer.Neurons.Max(neuron => IsInside(neuron, radius) ? 0 : WidthOf(neuron.Name) + 8);
        return (box.Left + radius + Outside(network.Layers[0]), box.Right - radius - Outside(network.Layers[^1]));
    }

    /// <summary>The largest circles that leave room for the numbers on all lines that may have some; the largest of all if none do.</summary>
    private double Radius(Box box, NetworkLines lines, double largest)
    {
        for (var radius = largest; radius >= SmallestRadius; radius--)
        {
            var (left, right) = Ends(box, radius);
            var length = ((right - left) / (network.Layers.Count - 1)) - (2 * radius);
            if (lines.Numbers.All(rows => !MayHaveNumbers(rows) || HasRoom(rows, length))
                && network.Layers.All(layer => layer.Neurons.All(neuron => IsInside(neuron, radius) == IsInside(neuron, largest))))
            {
                return radius;
            }
        }

        return largest;
    }

    private static int Slots(NetworkLayer layer) => layer.Neurons.Count + (layer.IsCut ? 1 : 0);

    private static bool IsInside(Neuron neuron, double radius) => WidthOf(neuron.Name) <= (2 * radius) - 8;

    private static void WriteLines(StringBuilder svg, double[][] numbers, Circle[] from, Circle[] to, double farthest, double widest)
    {
        foreach (var (i, j, number) in Each(numbers).OrderBy(line => Math.Abs(line.Number)))
        {
            var (width, color, opacity) = Look(number, farthest, widest);
            Svg.Append(svg, $"<line x1=\"{from[i].X:0.#}\" y1=\"{from[i].Y:0.#}\" x2=\"{to[j].X:0.#}\" y2=\"{to[j].Y:0.#}\" stroke=\"{color}\" stroke-width=\"{width:0.#}\" stroke-opacity=\"{opacity:0.##}\"/>\n");
        }
    }

    private static IEnumerable<(int From, int To, double Number)> Each(double[][] numbers) =>
        numbers.SelectMany((row, i) => row.Select((number, j) => (i, j, number)));

    /// <summary>How a number is drawn: its size as a width, its sign as a colour, which is the stronger the larger it is.</summary>
    private static (double Width, string Color, double Opacity) Look(double number, double farthest, double widest)
    {
        var part = farthest > 0 ? Math.Abs(number) / farthest : 0;
        return number == 0
            ? (1, Palette.Data, 0.7)
            : (1 + ((widest - 1) * part), number < 0 ? Palette.Blue : Palette.Vermilion, 0.35 + (0.65 * part));
    }

    private void WriteNeurons(StringBuilder svg, Circle[][] circles)
    {
        for (var i = 0; i < circles.Length; i++)
        {
            var layer = network.Layers[i];
            var (fill, line) = i == 0 ? Palette.Input : i == circles.Length - 1 ? Palette.Result : Palette.Between;
            for (var j = 0; j < circles[i].Length; j++)
            {
                var circle = circles[i][j];
                Svg.Append(svg, $"<circle cx=\"{circle.X:0.#}\" cy=\"{circle.Y:0.#}\" r=\"{circle.Radius:0.#}\" fill=\"{fill}\" stroke=\"{line}\" stroke-width=\"2\"/>\n");
                WriteLabel(svg, layer.Neurons[j], circle, i);
            }

            if (layer.IsCut)
            {
                var (x, y) = (circles[i][0].X, (circles[i][^3].Y + circles[i][^2].Y) / 2);
                foreach (var dot in (double[])[-9, 0, 9])
                {
                    Svg.Append(svg, $"<circle cx=\"{x:0.#}\" cy=\"{y + dot:0.#}\" r=\"2.5\" fill=\"{Palette.Ink}\"/>\n");
                }

                var (side, anchor) = i == circles.Length - 1 ? (-14, "end") : (14, "start"); // to the right of the last layer there is no room
                Svg.Append(svg, $"<text x=\"{x + side:0.#}\" y=\"{y + 6:0.#}\" text-anchor=\"{anchor}\" font-size=\"{SmallSize}\" {Halo}>{layer.Count - layer.Neurons.Count} more</text>\n");
            }
        }
    }

    /// <summary>Paper around letters that may stand on lines.</summary>
    private static string Halo => $"paint-order=\"stroke\" stroke=\"{Palette.Paper}\" stroke-width=\"7\" stroke-linejoin=\"round\"";

    /// <summary>A name that is too long for the circle stands beside it at the network's ends, and below it elsewhere.</summary>
    private void WriteLabel(StringBuilder svg, Neuron neuron, Circle circle, int layer)
    {
        var note = neuron.Note;
        if (IsInside(neuron, circle.Radius))
        {
            Svg.Append(svg, $"<text x=\"{circle.X:0.#}\" y=\"{circle.Y + 6:0.#}\" text-anchor=\"middle\" font-weight=\"bold\">{FigureHtml.Escape(neuron.Name)}</text>\n");
        }
        else if (layer == 0 || layer == network.Layers.Count - 1)
        {
            var (x, anchor) = layer == 0 ? (circle.X - circle.Radius - 8, "end") : (circle.X + circle.Radius + 8, "start");
            Svg.Append(svg, $"<text x=\"{x:0.#}\" y=\"{circle.Y + 6:0.#}\" text-anchor=\"{anchor}\" font-weight=\"bold\">{FigureHtml.Escape(neuron.Name)}</text>\n");
        }
        else
        {
            note = note.Length > 0 ? $"{neuron.Name} {note}" : neuron.Name;
        }

        if (note.Length > 0)
        {
            Svg.Append(svg, $"<text x=\"{circle.X:0.#}\" y=\"{circle.Y + circle.Radius + 17:0.#}\" text-anchor=\"middle\" font-size=\"{SmallSize}\" {Halo}>{FigureHtml.Escape(note)}</text>\n");
        }
    }

    /// <summary>Writes every number on its line, where it covers neither another number nor, if possible, another line.</summary>
    private static void WriteNumbers(StringBuilder svg, double[][] numbers, Circle[] from, Circle[] to)
    {
        List<(double X, double Y, double Half)> placed = [];
        var digits = Length(from, to) < ShortLine ? 2 : 3;
        foreach (var (i, j, number) in Each(numbers))
        {
            var text = GraphText.Of(number, digits);
            var half = (4.7 * text.Length) + 3;
            var (x, y) = Enumerable.Range(0, 31).Select(step => 0.5 + (0.0125 * (step % 2 == 0 ? step : -step - 1))).Select(At).MinBy(Cost);
            placed.Add((x, y, half));
            Svg.Append(svg, $"<rect x=\"{x - half:0.#}\" y=\"{y - 10:0.#}\" width=\"{2 * half:0.#}\" height=\"20\" rx=\"6\" fill=\"{Palette.Paper}\"/><text x=\"{x:0.#}\" y=\"{y + 6:0.#}\" text-anchor=\"middle\" font-size=\"{SmallSize}\">{text}</text>\n");

            (double X, double Y) At(double part)
            {
                var (start, end) = (from[i].X + from[i].Radius, to[j].X - to[j].Radius);
                var place = start + ((end - start) * part);
                return (place, from[i].Y + ((to[j].Y - from[i].Y) * (place - from[i].X) / (to[j].X - from[i].X)));
            }

            double Cost((double X, double Y) at) =>
                (100 * placed.Count(other => Math.Abs(other.X - at.X) < other.Half + half && Math.Abs(other.Y - at.Y) < 21))
                + (3 * Each(numbers).Count(line => (line.From, line.To) != (i, j) && Passes(line.From, line.To, at)))
                + (100 * from.Concat(to).Count(circle => Math.Abs(circle.X - at.X) < circle.Radius + half && Math.Abs(circle.Y - at.Y) < circle.Radius + 12))
                + Math.Abs(((at.X - from[i].X) / (to[j].X - from[i].X)) - 0.5);

            bool Passes(int one, int other, (double X, double Y) at)
            {
                var slope = (to[other].Y - from[one].Y) / (to[other].X - from[one].X);
                var height = from[one].Y + (slope * (at.X - from[one].X));
                return Math.Abs(height - at.Y) < 16 + (half * Math.Abs(slope));
            }
        }
    }

    /// <summary>Which width and colour a number has.</summary>
    private static void WriteScale(StringBuilder svg, NetworkLines lines, double x, double y, double widest)
    {
        const double Half = 110;
        const int Parts = 11;
        for (var i = 0; i < 2 * Parts; i++)
        {
            var part = (i - Parts + 0.5) / Parts;
            var (width, color, opacity) = Look(part, 1, widest);
            var start = x + (Half * (i - Parts) / Parts);
            Svg.Append(svg, $"<path d=\"M{start:0.#} {y:0.#}H{start + (Half / Parts):0.#}\" stroke=\"{color}\" stroke-width=\"{width:0.#}\" stroke-opacity=\"{opacity:0.##}\"/>\n");
        }

        var farthest = lines.Farthest > 0 ? lines.Farthest : 1;
        foreach (var number in (double[])[-farthest, 0, farthest])
        {
            Svg.Append(svg, $"<text x=\"{x + (Half * number / farthest):0.#}\" y=\"{y + 25:0.#}\" text-anchor=\"middle\" font-size=\"{SmallSize}\">{GraphText.Of(number, digits: 3)}</text>\n");
        }

        Svg.Append(svg, $"<text x=\"{x - Half - 34:0.#}\" y=\"{y + 6:0.#}\" text-anchor=\"end\">{lines.What}</text>\n");
    }

    /// <summary>Where a neuron is drawn.</summary>
    private sealed record Circle(double X, double Y, double Radius);
}
