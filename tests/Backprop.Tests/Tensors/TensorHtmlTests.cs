using System.Text.RegularExpressions;
using Backprop.Layers;

namespace Backprop.Tests.Tensors;

public class TensorHtmlTests
{
    [Fact]
    public void A_matrix_is_a_table_under_its_shape()
    {
        var html = new Parameter(Tensor.From(new[,] { { 1, 2.5 }, { -3, 0 } })).ToHtml();

        Assert.Contains("<p>Parameter (2, 2), requires grad</p>", html, StringComparison.Ordinal);
        Assert.Equal(["1", "2.5", "-3", "0"], Cells(html));
        Assert.Equal(2, Regex.Count(html, "<tr>"));
    }

    [Fact]
    public void Long_axes_leave_out_their_middle()
    {
        Assert.Equal(["0", "1", "2", "…", "97", "98", "99"], Cells(Tensor.Arange(100).ToHtml()));
        Assert.Equal(["0", "1", "2", "⋮", "7", "8", "9"], Cells(Tensor.Arange(10).Reshape(10, 1).ToHtml()));
        Assert.Equal(7 * 7, Cells(Tensor.Zeros([10, 10]).ToHtml()).Length);
    }

    [Fact]
    public void More_axes_are_a_table_for_each_matrix()
    {
        var html = Tensor.Arange(8).Reshape(2, 2, 2).ToHtml();

        Assert.Equal(2, Regex.Count(html, "<table>"));
        Assert.Contains("<p>[1]</p>", html, StringComparison.Ordinal);
        Assert.Equal(["4", "5", "6", "7"], Cells(html)[4..]);
        Assert.Contains("<p>⋮</p>", Tensor.Zeros([9, 1, 1]).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_and_empty_tensors_have_a_form_too()
    {
        Assert.Equal(["7"], Cells(Tensor.Full([], 7).ToHtml()));
        Assert.Empty(Cells(Tensor.Zeros([0, 3]).ToHtml()));
    }

    private static string[] Cells(string html) => [.. Regex.Matches(html, "<td[^>]*>([^<]*)</td>").Select(match => match.Groups[1].Value)];
}
