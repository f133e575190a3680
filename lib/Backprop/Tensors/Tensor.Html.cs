using System.Text;
using Backprop.Formatting;

namespace Backprop;

/// <content>The tensor as notebooks show it.</content>
public partial class Tensor
{
    private const string TableStyle =
        "<style>.backprop-tensor td { padding: 2px 10px; text-align: right; font-variant-numeric: tabular-nums }</style>";

    /// <summary>
    /// The shape and how the tensor was made, and a table of its elements; one for each matrix if there are more than two
    /// axes. Axes of more than six elements are shown by their first and last three.
    /// </summary>
    public string ToHtml()
    {
        StringBuilder html = new($"<div class=\"backprop-tensor\">{TableStyle}<p>{Summary}</p>\n");
        AppendTables(html, [], 0);
        return html.Append("</div>").ToString();
    }

    /// <summary>The matrices under the leading axes whose indices are given.</summary>
    private void AppendTables(StringBuilder html, int[] indices, int offset)
    {
        var axis = indices.Length;
        if (Rank - axis <= 2)
        {
            AppendTable(html, indices, offset);
            return;
        }

        var (stride, last) = (Shape.Strides()[axis], -1);
        foreach (var index in ShownIndices(Shape[axis]))
        {
            html.Append(index > last + 1 ? "<p>⋮</p>\n" : "");
            AppendTables(html, [.. indices, index], offset + (index * stride));
            last = index;
        }
    }

    private void AppendTable(StringBuilder html, int[] indices, int offset)
    {
        var (rows, columns) = (Rank > 1 ? Shape[^2] : 1, Rank > 0 ? Shape[^1] : 1);
        html.Append(indices.Length > 0 ? $"<p>[{NumberList.Of(indices)}]</p>\n" : "").Append("<table>\n");
        var lastRow = -1;
        foreach (var row in ShownIndices(rows))
        {
            if (row > lastRow + 1)
            {
                var shown = columns > LongestShown ? LongestShown + 1 : columns;
                html.Append($"<tr>{string.Concat(Enumerable.Repeat(Cell("⋮"), shown))}</tr>\n");
            }

            html.Append($"<tr>{Row(offset + (row * columns), columns)}</tr>\n");
            lastRow = row;
        }

        html.Append("</table>\n");
    }

    private string Row(int offset, int columns)
    {
        var cells = ShownIndices(columns).Select(column => Cell(Number(Values[offset + column]))).ToList();
        if (columns > LongestShown)
        {
            cells.Insert(LongestShown / 2, Cell("…"));
        }

        return string.Concat(cells);
    }

    private static string Cell(string text) => $"<td>{text}</td>";
}
