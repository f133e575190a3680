using System.Globalization;
using System.Text;

namespace Backprop;

public partial class Tensor
{
    /// <summary>Axes longer than this are shown by their first and last three elements.</summary>
    private const int LongestShown = 6;

    /// <summary>
    /// The shape, how the tensor was made, and the elements in aligned columns; axes of more than six elements are
    /// shown by their first and last three.
    /// </summary>
    public override string ToString()
    {
        var cells = new List<string>();
        Collect(0, 0, cells);
        var text = new StringBuilder(Summary);
        if (Rank > 0)
        {
            text.Append('\n');
        }
        else
        {
            text.Append(' ');
        }

        var shown = new Queue<string>(Align(cells));
        Append(text, 0, shown);
        return text.ToString();
    }

    /// <summary>The shape and how the tensor was made, without the elements.</summary>
    internal string Summary => $"{GetType().Name} {Shape}{State}";

    private string State => (Edges.Count > 0, RequiresGrad) switch
    {
        (true, _) => $", made by {Operation}",
        (_, true) => ", requires grad",
        _ => "",
    };

    /// <summary>The texts of the elements that are shown, in order.</summary>
    private void Collect(int axis, int offset, List<string> cells)
    {
        if (axis == Rank)
        {
            cells.Add(Number(Values[offset]));
            return;
        }

        var stride = Shape.Extents[(axis + 1)..].ToArray().Aggregate(1, (product, extent) => product * extent);
        foreach (var index in ShownIndices(Shape[axis]))
        {
            Collect(axis + 1, offset + (index * stride), cells);
        }
    }

    private static string Number(double value) =>
        value.ToString(IsPlain(value) ? "0.####;-0.####;0" : "0.####e+00", CultureInfo.InvariantCulture);

    /// <summary>Whether four decimals say enough about a number.</summary>
    private static bool IsPlain(double value) =>
        !double.IsFinite(value) || value == 0 || (Math.Abs(value) >= 1e-3 && Math.Abs(value) < 1e6);

    private static IEnumerable<int> ShownIndices(int extent) => extent <= LongestShown
        ? Enumerable.Range(0, extent)
        : [0, 1, 2, extent - 3, extent - 2, extent - 1];

    private static IEnumerable<string> Align(List<string> cells)
    {
        static int Decimals(string cell) => cell.IndexOf('.') is >= 0 and var point ? cell.Length - point : 0;

        var decimals = cells.Select(Decimals).DefaultIfEmpty().Max();
        var padded = cells.Select(cell => cell + new string(' ', decimals - Decimals(cell))).ToList();
        var width = padded.Select(cell => cell.Length).DefaultIfEmpty().Max();
        return padded.Select(cell => cell.PadLeft(width));
    }

    private void Append(StringBuilder text, int axis, Queue<string> cells)
    {
        if (axis == Rank)
        {
            text.Append(cells.Dequeue());
            return;
        }

        var innermost = axis == Rank - 1;
        var separator = innermost ? ", " : "," + new string('\n', Rank - axis - 1) + new string(' ', axis + 1);
        text.Append('[');
        var written = 0;
        foreach (var _ in ShownIndices(Shape[axis]))
        {
            if (written > 0)
            {
                text.Append(separator);
            }

            if (written == LongestShown / 2 && Shape[axis] > LongestShown)
            {
                text.Append('…').Append(separator);
            }

            Append(text, axis + 1, cells);
            written++;
        }

        text.Append(']');
    }
}
