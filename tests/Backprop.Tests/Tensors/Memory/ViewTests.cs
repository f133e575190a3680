namespace Backprop.Tests.Tensors.Memory;

/// <summary>Tensors that read their elements in another one's array are, for whoever looks, copies.</summary>
public class ViewTests
{
    private static readonly Func<Tensor, Tensor>[] All =
    [
        x => x.Expand([5, 3, 4]), x => x.Transpose(), x => x.Reshape(12), x => x.Detach(), x => x.Unsqueeze(0).Expand([2, 3, 4]),
        x => x.Transpose().Transpose(), x => x.Transpose().Expand([2, 4, 3]), x => x.Expand([5, 3, 4]).Reshape(60),
    ];

    public static TheoryData<int> Views => [.. Enumerable.Range(0, All.Length)];

    private static Tensor Counting => Tensor.Arange(12).Reshape(3, 4) + 0;

    [Theory]
    [MemberData(nameof(Views))]
    public void They_keep_their_elements_when_the_original_is_written_to(int view)
    {
        var (x, untouched) = (Counting, All[view](Counting).ToArray());
        var seen = All[view](x);
        x.Write(data => data.Fill(-1));

        Assert.Equal(untouched, seen.ToArray());
        Assert.All(x.ToArray(), number => Assert.Equal(-1, number));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void The_original_keeps_its_elements_when_they_are_written_to(int view)
    {
        var x = Counting;
        var written = All[view](x);
        written.Write(data => data.Fill(-1));

        Assert.Equal(Counting.ToArray(), x.ToArray());
        Assert.All(written.ToArray(), number => Assert.Equal(-1, number));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void A_row_added_to_every_row_is_what_the_copied_row_would_give(int length)
    {
        Generator generator = new(1);
        Tensor matrix = Tensor.Normal([6, length], 0, 1, generator), row = Tensor.Normal([length], 0, 1, generator);
        var copied = Tensor.Stack(0, [.. Enumerable.Repeat(row, 6)]);

        Assert.Equal((matrix - copied).ToArray(), (matrix - row).ToArray());
        Assert.Equal((copied - matrix).ToArray(), (row - matrix).ToArray());
        Assert.Equal((copied * copied).ToArray(), (row.Expand([6, length]) * row).ToArray());
    }

    [Fact]
    public void A_product_with_a_transpose_is_the_product_with_its_copy()
    {
        Generator generator = new(1);
        Tensor a = Tensor.Normal([9, 20], 0, 1, generator), b = Tensor.Normal([9, 17], 0, 1, generator);
        var copy = new Tensor([20, 9], a.Transpose().ToArray());

        // Sums of nine products of numbers up to 4, perhaps in another order: 9·16·9·2⁻⁵³ apart at most.
        Assert.True(copy.MatMul(b).AllClose(a.Transpose().MatMul(b), relative: 0, absolute: 1.5e-13));
        Assert.True(copy.MatMul(b).Transpose().AllClose(b.Transpose().MatMul(a), relative: 0, absolute: 1.5e-13));
    }
}
