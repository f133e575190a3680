using Backprop.Kernels;

namespace Backprop.Tests.Tensors.Kernels;

public class StreamingTests
{
    [Fact]
    public void A_copy_past_the_caches_is_a_copy_wherever_it_begins_and_ends()
    {
        for (var length = 0; length <= 70; length++)
        {
            for (var offset = 0; offset < 9; offset++)
            {
                double[] from = [.. Enumerable.Range(1, length).Select(i => (double)i)], to = new double[90];
                Streaming.Copy(from, to.AsSpan(offset, length));
                Assert.Equal([.. new double[offset], .. from, .. new double[90 - offset - length]], to);
            }
        }
    }

    [Fact]
    public void A_row_added_to_a_large_matrix_is_added_to_each_row()
    {
        var (matrix, row) = (Tensor.Uniform([1024, 513], -1, 1, new Generator(1)), Tensor.Uniform([513], -1, 1, new Generator(2)));
        Assert.True(matrix.Size >= Streaming.LargeResult);
        Assert.Equal(matrix.ToArray().Select((number, i) => number + row.Data[i % 513]), (matrix + row).ToArray());
    }
}
