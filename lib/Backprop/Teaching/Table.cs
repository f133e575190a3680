using System.Globalization;
using System.Net;
using Backprop.Formatting;

namespace Backprop.Teaching;

/// <summary>
/// A table of a computation as you would write it on a blackboard: a row for every step, with its value from the forward pass and its gradient
/// from the backward pass. It shows itself in every notebook host when it is a cell's last expression.
/// </summary>
/// <example><code>
/// Table.Of(["step", "value", "∂y/∂·"], ["a = x²", 4.0, 3.0], ["y = 3·a", 12.0, 1.0])
/// </code></example>
[TypeFormatterSource(typeof(HtmlFormatterSource<Table>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.PlainText])]
public sealed class Table : IHtml
{
    private const string Style = "<style>.backprop-table th, .backprop-table td { padding: 3px 14px; text-align: right; "
        + "font-variant-numeric: tabular-nums } .backprop-table :first-child { text-align: left }</style>";

    private readonly IReadOnlyList<string> columns;
    private readonly IReadOnlyList<string[]> rows;

    private Table(IReadOnlyList<string> columns, IReadOnlyList<string[]> rows) => (this.columns, this.rows) = (columns, rows);

    /// <summary>
    /// Makes a table. Numbers are written with four significant digits, and more where they stand before the point; null leaves
    /// a cell empty.
    /// </summary>
    /// <param name="columns">The columns' headings.</param>
    /// <param name="rows">The rows: texts, numbers, and whatever else has a text.</param>
    /// <exception cref="ArgumentException">There is no row, or one is not as long as the headings.</exception>
    public static Table Of(IReadOnlyList<string> columns, params IReadOnlyList<object?[]> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            throw new InvalidArgumentException("table: there is no row");
        }

        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length != columns.Count)
            {
                throw new InvalidArgumentException(Invariant($"table: row {i} has {rows[i].Length} cells under {columns.Count} headings"));
            }
        }

        return new Table([.. columns], [.. rows.Select(row => row.Select(Text).ToArray())]);
    }

    /// <summary>The table as HTML.</summary>
    public string ToHtml() => $"""
        <div class="backprop-table">{Style}<table>
        <thead><tr>{string.Concat(columns.Select(Heading))}</tr></thead>
        <tbody>
        {string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{Escape(cell)}</td>"))}</tr>\n"))}</tbody>
        </table></div>
        """;

    /// <summary>A heading without text would be announced as one by a reader that listens.</summary>
    private static string Heading(string column) => column.Length > 0 ? $"<th>{Escape(column)}</th>" : "<td></td>";

    /// <summary>The table in columns of letters: the first from the left, the others to the right.</summary>
    public override string ToString()
    {
        int[] widths = [.. columns.Select((column, i) => rows.Max(row => Width(row[i])) is var widest ? Math.Max(widest, Width(column)) : 0)];
        string[] rule = [.. widths.Select(width => new string('─', width))];
        return string.Join('\n', new[] { [.. columns], rule }.Concat(rows).Select(row => Line(row, widths)));
    }

    private static string Line(string[] cells, int[] widths) => string.Join("  ", cells.Select((cell, i) =>
    {
        var space = new string(' ', widths[i] - Width(cell));
        return i == 0 ? cell + space : space + cell;
    })).TrimEnd();

    /// <summary>Letters as a reader counts them: x̂ is one.</summary>
    private static int Width(string text) => new StringInfo(text).LengthInTextElements;

    private static string Text(object? cell) => cell switch
    {
        null => "",
        double number => Number(number),
        float number => Number(number),
        int or long => Minus(Convert.ToString(cell, CultureInfo.InvariantCulture)!),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static string Number(double number)
    {
        if (number != 0 && Math.Abs(number) is < 1e-4 or >= 1e7)
        {
            return Minus(number.ToString("0.###e+0", CultureInfo.InvariantCulture));
        }

        var decimals = number == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(number))), 0, 7);
        return Minus((number + 0.0).ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture)); // -0 + 0 is 0
    }

    /// <summary>With the sign that is as wide as a plus.</summary>
    private static string Minus(string number) => number.Replace('-', '−');

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
