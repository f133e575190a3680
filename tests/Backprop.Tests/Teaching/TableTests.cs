using System.Globalization;
using System.Text.RegularExpressions;
using Backprop.Teaching;

namespace Backprop.Tests.Teaching;

public class TableTests
{
    [Fact]
    public void As_text_it_has_its_first_column_at_the_left_and_the_others_at_the_right()
    {
        var table = Table.Of(["step", "value", "∂y/∂·"], ["a = x²", 4.0, 3.0], ["y = 3·a", 12.5, 1.0]);

        Assert.Equal(
            """
            step     value  ∂y/∂·
            ───────  ─────  ─────
            a = x²       4      3
            y = 3·a   12.5      1
            """,
            table.ToString());
    }

    [Fact]
    public void Letters_with_a_mark_above_are_as_wide_as_others_and_no_line_ends_in_spaces()
    {
        var table = Table.Of(["", "x"], ["x\u0302", 1], ["yy", null]);

        Assert.Equal("    x\n──  ─\nx\u0302   1\nyy", table.ToString());
    }

    [Fact]
    public void As_html_it_has_a_head_and_a_row_for_each_step_and_no_text_is_taken_for_a_tag()
    {
        var html = Table.Of(["step", "value"], ["a < b", 1.5], ["b", null]).ToHtml();

        Assert.Equal(["step", "value"], Regex.Matches(html, "<th>(.*?)</th>").Select(cell => cell.Groups[1].Value));
        Assert.Equal(["a &lt; b", "1.5", "b", ""], Regex.Matches(html, "<td>(.*?)</td>").Select(cell => cell.Groups[1].Value));
        Assert.Equal(3, Regex.Count(html, "<tr>"));
        Assert.StartsWith("<div class=\"backprop-table\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_without_a_name_has_no_heading_in_html() =>
        Assert.Contains("<tr><td></td><th>x</th></tr>", Table.Of(["", "x"], ["a", 1]).ToHtml(), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(-1.0, "−1")]
    [InlineData(1 / 3.0, "0.3333")]
    [InlineData(-2 / 3.0, "−0.6667")]
    [InlineData(9.9999, "10")]
    [InlineData(1234.5, "1235")]
    [InlineData(12345.6, "12346")]
    [InlineData(-1234567.0, "−1234567")]
    [InlineData(12345678.0, "1.235e+7")]
    [InlineData(0.000123456, "0.0001235")]
    [InlineData(0.0000123456, "1.235e−5")]
    [InlineData(-1e-300, "−1e−300")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "−Infinity")]
    [InlineData(0.1f, "0.1")]
    [InlineData(-3, "−3")]
    [InlineData(-3_000_000_000, "−3000000000")]
    [InlineData(true, "True")]
    [InlineData("-x", "-x")]
    [InlineData(null, "")]
    public void A_number_has_four_digits_and_a_minus_that_is_one(object? cell, string text) =>
        Assert.Equal(text, Table.Of(["a", "b"], ["", cell]).ToString().Split('\n')[^1].Trim());

    [Fact]
    public void A_zero_has_no_sign() => Assert.EndsWith("\n0", Table.Of(["a"], [-0.0]).ToString(), StringComparison.Ordinal);

    [Fact]
    public void What_has_a_text_is_shown_by_it() =>
        Assert.EndsWith("(2, 3)", Table.Of(["a", "b"], ["", new Shape(2, 3)]).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Numbers_are_the_same_in_every_country()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.ReadOnly(new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } });
            Assert.EndsWith("−1.5  −2  1e−9  1.5", Table.Of(["", "", "", ""], [-1.5, -2, 1e-9, 1.5m]).ToString(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void It_stays_as_it_was_when_what_it_was_made_of_changes()
    {
        string[] columns = ["a"];
        object?[] row = [1.0];
        var table = Table.Of(columns, row);
        (columns[0], row[0]) = ("b", 2.0);

        Assert.Equal("a\n─\n1", table.ToString());
    }

    [Fact]
    public void Rows_that_do_not_fit_the_headings_are_refused()
    {
        Assert.Equal(
            "table: row 1 has 1 cells under 2 headings",
            Assert.Throws<InvalidArgumentException>(() => Table.Of(["a", "b"], ["x", 1.0], ["y"])).Message);
        Assert.Equal("table: there is no row", Assert.Throws<InvalidArgumentException>(() => Table.Of(["a", "b"])).Message);
    }
}
