using Backprop.Kernels;
using CsCheck;

namespace Backprop.Tests.Tensors.Kernels;

public class TransposeKernelTests
{
    [Fact]
    public void Rows_become_columns() => Gen.Int[0, 50].Select(Gen.Int[0, 50]).Sample((rows, columns) =>
    {
        double[] from = [.. Enumerable.Range(0, rows * columns).Select(i => (double)i)];
        var to = new double[from.Length];
        TransposeKernel.Transpose(from, to, rows, columns);

        for (var place = 0; place < to.Length; place++)
        {
            var (column, row) = Math.DivRem(place, rows);
            Assert.Equal(from[(row * columns) + column], to[place]);
        }
    });
}
