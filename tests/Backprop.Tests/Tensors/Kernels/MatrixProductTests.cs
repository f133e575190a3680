using Backprop.Kernels;
using CsCheck;
using MathNet.Numerics.LinearAlgebra;

namespace Backprop.Tests.Tensors.Kernels;

public class MatrixProductTests
{
    [Fact]
    public void It_agrees_with_MathNet_for_every_size_and_transposition() =>
        (from m in Gen.Int[0, 40]
         from n in Gen.Int[0, 40]
         from k in Gen.Int[0, 40]
         from transposeA in Gen.Bool
         from transposeB in Gen.Bool
         from seed in Gen.Int
         select (m, n, k, transposeA, transposeB, seed)).Sample(
            sample =>
            {
                var (m, n, k, transposeA, transposeB, seed) = sample;
                Generator generator = new(seed);
                double[] a = Random(m * k, generator), b = Random(k * n, generator);
                var c = Random(m * n, generator); // overwritten, whatever it held

                MatrixProduct.Multiply(a, transposeA, b, transposeB, c, m, n, k);

                var expected = Oracle(a, transposeA, b, transposeB, m, n, k);
                // Sums of k products of numbers up to 1, in another order: off by k·2⁻⁵³·k at most.
                var tolerance = 1e-15 * (1 + (k * k));
                Assert.All(c.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, tolerance));
            },
            iter: 500);

    [Theory]
    [InlineData(200, 64, 64)]
    [InlineData(7, 129, 300)]
    [InlineData(1, 1, 1000)]
    public void It_agrees_with_MathNet_for_large_sizes(int m, int n, int k)
    {
        Generator generator = new(1);
        double[] a = Random(m * k, generator), b = Random(k * n, generator), c = new double[m * n];

        MatrixProduct.Multiply(a, false, b, false, c, m, n, k);

        Assert.All(c.Zip(Oracle(a, false, b, false, m, n, k)), pair => Assert.Equal(pair.Second, pair.First, 1e-15 * k * k));
    }

    private static double[] Random(int count, Generator generator) =>
        [.. Enumerable.Range(0, count).Select(_ => generator.Uniform(-1, 1))];

    private static double[] Oracle(double[] a, bool transposeA, double[] b, bool transposeB, int m, int n, int k)
    {
        if (m * n == 0)
        {
            return [];
        }

        if (k == 0)
        {
            return new double[m * n];
        }

        var left = transposeA
            ? Matrix<double>.Build.Dense(m, k, a) // column-major: a row-major k×m is its transpose
            : Matrix<double>.Build.Dense(k, m, a).Transpose();
        var right = transposeB
            ? Matrix<double>.Build.Dense(k, n, b)
            : Matrix<double>.Build.Dense(n, k, b).Transpose();
        return (left * right).ToRowMajorArray();
    }
}
