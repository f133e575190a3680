using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Backprop.Kernels;
using CsCheck;
using MathNet.Numerics.LinearAlgebra;

namespace Backprop.Tests.Tensors.Kernels;

[Collection(KernelSettings.Name)]
public sealed class MatrixProductTests : IDisposable
{
    private static readonly Gen<(int M, int N, int K, bool TransposeA, bool TransposeB, bool HasRow, int Seed)> Products =
        from m in Gen.Int[0, 70]
        from n in Gen.Int[0, 70]
        from k in Gen.Int[0, 70]
        from transposeA in Gen.Bool
        from transposeB in Gen.Bool
        from hasRow in Gen.Bool
        from seed in Gen.Int
        select (m, n, k, transposeA, transposeB, hasRow, seed);

    /// <summary>An extent, often one at which a kernel takes another path.</summary>
    private static readonly Gen<int> Extents = Gen.OneOf(Gen.Int[0, 2], Gen.Int[0, 20], Gen.OneOf(Gen.Int[7, 9], Gen.Int[15, 17], Gen.Int[31, 33]));

    /// <summary>How far apart rows, and elements within a row, lie: by rows or by columns, in one piece or with gaps.</summary>
    private static readonly Gen<(bool ByColumns, int Step, int Gap)> Layouts =
        from byColumns in Gen.Bool
        from step in Gen.OneOf(Gen.Const(1), Gen.Int[2, 3])
        from gap in Gen.Int[0, 3]
        select (byColumns, step, gap);

    private readonly int threads = Threads.Count;

    public void Dispose() => (Tiles.UseVector512, Threads.Count) = (Vector512.IsHardwareAccelerated, threads);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_the_three_plain_loops_for_every_size_and_transposition(bool wide)
    {
        Tiles.UseVector512 = wide && Vector512.IsHardwareAccelerated;
        Products.Sample(
            sample =>
            {
                var (m, n, k, transposeA, transposeB, hasRow, seed) = sample;
                Generator generator = new(seed);
                double[] a = Random(m * k, generator), b = Random(k * n, generator), row = hasRow ? Random(n, generator) : [];
                var c = Random(m * n, generator); // overwritten, whatever it held

                MatrixProduct.Multiply(a, transposeA, b, transposeB, c, m, n, k, row);

                AssertWithinBound(c, a, transposeA, b, transposeB, row, m, n, k);
            },
            iter: 2000,
            threads: 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Operands_may_lie_anywhere_in_larger_arrays(bool wide)
    {
        Tiles.UseVector512 = wide && Vector512.IsHardwareAccelerated;
        (from m in Extents
         from n in Extents
         from k in Extents
         from layoutA in Layouts
         from layoutB in Layouts
         from gapC in Gen.Int[0, 3]
         from hasRow in Gen.Bool
         from seed in Gen.Int
         select (m, n, k, layoutA, layoutB, gapC, hasRow, seed)).Sample(
            sample =>
            {
                var (m, n, k, layoutA, layoutB, gapC, hasRow, seed) = sample;
                Generator generator = new(seed);
                double[] a = Random(m * k, generator), b = Random(k * n, generator), row = hasRow ? Random(n, generator) : [];

                AssertWithinBound(StridedProduct(a, layoutA, b, layoutB, row, gapC, m, n, k), a, false, b, true, row, m, n, k);
            },
            iter: 4000,
            threads: 1);
    }

    [Theory]
    [InlineData(200, 64, 64, false, false)]
    [InlineData(7, 129, 1100, false, false)] // the inner extent in two blocks, edges on both sides
    [InlineData(1, 1, 1000, false, false)]
    [InlineData(33, 17, 2100, false, true)]
    [InlineData(130, 70, 1030, true, false)]
    [InlineData(16, 128, 784, false, true)]
    [InlineData(7, 130, 784, false, true)] // by dot products
    [InlineData(300, 130, 16, true, false)] // low panels, several at a time
    [InlineData(65, 65, 65, true, true)]
    public void Large_ones_agree_with_a_compensated_sum_and_with_MathNet(int m, int n, int k, bool transposeA, bool transposeB)
    {
        Generator generator = new(1);
        double[] a = Random(m * k, generator), b = Random(k * n, generator), c = new double[m * n];

        MatrixProduct.Multiply(a, transposeA, b, transposeB, c, m, n, k);

        AssertWithinBound(c, a, transposeA, b, transposeB, [], m, n, k);
        Assert.All(c.Zip(MathNetProduct(a, transposeA, b, transposeB, m, n, k)), pair => Assert.Equal(pair.Second, pair.First, 2 * k * k * Math.Pow(2, -53)));
    }

    [Theory]
    [InlineData(256, 256, 256, false)]
    [InlineData(517, 130, 200, false)]
    [InlineData(32, 784, 784, true)]
    [InlineData(2051, 250, 16, false)]
    [InlineData(200, 64, 64, true)]
    [InlineData(200, 65, 33, false)]
    [InlineData(16, 128, 784, false)] // low: each thread takes some of the columns
    [InlineData(16, 129, 784, true)]
    [InlineData(7, 131, 784, true)]
    [InlineData(7, 4001, 30, false)]
    public void Two_threads_give_the_bytes_of_one(int m, int n, int k, bool transposeB)
    {
        Generator generator = new(1);
        double[] a = Random(m * k, generator), b = Random(k * n, generator), one = new double[m * n], two = new double[m * n];

        Threads.Count = 1;
        MatrixProduct.Multiply(a, false, b, transposeB, one, m, n, k);
        Threads.Count = 2;
        MatrixProduct.Multiply(a, false, b, transposeB, two, m, n, k);

        Assert.Equal(one, two);
    }

    [Fact]
    public void Two_threads_add_a_product_to_the_bytes_of_one()
    {
        const int M = 784, N = 133, K = 16;
        Generator generator = new(1);
        double[] a = Random(K * M, generator), b = Random(K * N, generator), one = Random(M * N, generator), two = [.. one];

        Threads.Count = 1;
        MatrixProduct.AddTo(one, -0.1, a, b, M, N, K);
        Threads.Count = 2;
        MatrixProduct.AddTo(two, -0.1, a, b, M, N, K);

        Assert.Equal(one, two);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_multiple_that_is_added_has_the_bytes_of_the_product_written_down_and_added(bool wide)
    {
        Tiles.UseVector512 = wide && Vector512.IsHardwareAccelerated;
        Products.Where(sample => MatrixProduct.CanAdd(sample.M, sample.N, sample.K)).Sample(
            sample =>
            {
                var (m, n, k, _, _, _, seed) = sample;
                Generator generator = new(seed);
                double[] a = Random(k * m, generator), b = Random(k * n, generator), product = new double[m * n];
                var c = Random(m * n, generator);
                double[] expected = [.. c];
                MatrixProduct.Multiply(a, true, b, false, product, m, n, k);
                TensorPrimitives.MultiplyAdd(product, -0.3, expected, expected);

                MatrixProduct.AddTo(c, -0.3, a, b, m, n, k);

                Assert.Equal(expected, c);
            },
            iter: 1000,
            threads: 1);
    }

    [Theory]
    [InlineData(9, 17, 5)]
    [InlineData(3, 1, 70)]
    [InlineData(8, 70, 64)]
    public void A_NaN_or_an_infinity_reaches_its_row_and_no_other(int m, int n, int k)
    {
        Generator generator = new(1);
        double[] a = Random(m * k, generator), b = Random(k * n, generator), c = new double[m * n];
        (a[k - 1], a[(2 * k) - 1]) = (double.NaN, double.PositiveInfinity); // in the first and the second row

        MatrixProduct.Multiply(a, false, b, false, c, m, n, k);

        Assert.All(c[..n], number => Assert.True(double.IsNaN(number)));
        Assert.All(c[n..(2 * n)], number => Assert.True(double.IsInfinity(number)));
        Assert.All(c[(2 * n)..], number => Assert.True(double.IsFinite(number)));
    }

    /// <summary>
    /// The product of A, m×k, and Bᵀ, n×k, each spread out over an array of NaN; C lies between numbers that must stay as they are.
    /// </summary>
    private static unsafe double[] StridedProduct(
        double[] a, (bool, int, int) layoutA, double[] b, (bool, int, int) layoutB, double[] row, int gapC, int m, int n, int k)
    {
        var (spreadA, strideA, innerA) = Spread(a, m, k, layoutA);
        var (spreadB, strideB, innerB) = Spread(b, n, k, layoutB);
        var stride = n + gapC;
        var c = new double[(m * stride) + 1];
        Array.Fill(c, 0.25);
        fixed (double* pa = spreadA, pb = spreadB, pc = c, pr = row)
        {
            MatrixProduct.Multiply(new Operand(pa, strideA, innerA), new Operand(pb, strideB, innerB), new Result(pc, pr, m, n, k, stride));
        }

        Assert.All(c.Where((_, i) => i >= m * stride || i % stride >= n), number => Assert.Equal(0.25, number));
        return [.. c.Where((_, i) => i < m * stride && i % stride < n)];
    }

    private static (double[] Data, int Stride, int InnerStride) Spread(
        double[] packed, int rows, int columns, (bool ByColumns, int Step, int Gap) layout)
    {
        var (byColumns, step, gap) = layout;
        var length = ((byColumns ? rows : columns) * step) + gap;
        var (stride, inner) = byColumns ? (step, length) : (length, step);
        var data = new double[(rows * stride) + (columns * inner) + 1];
        Array.Fill(data, double.NaN);
        for (var i = 0; i < packed.Length; i++)
        {
            data[(i / columns * stride) + (i % columns * inner)] = packed[i];
        }

        return (data, stride, inner);
    }

    /// <summary>|C − AB| ≤ (k + 1)·ε·|A||B| with ε = 2⁻⁵³, whatever the order (Higham, section 3.5), against a sum in twice the digits.</summary>
    private static void AssertWithinBound(
        double[] c, double[] a, bool transposeA, double[] b, bool transposeB, double[] row, int m, int n, int k)
    {
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var (high, low, size) = (row.Length > 0 ? row[j] : 0, 0.0, row.Length > 0 ? Math.Abs(row[j]) : 0);
                for (var inner = 0; inner < k; inner++)
                {
                    var x = transposeA ? a[(inner * m) + i] : a[(i * k) + inner];
                    var y = transposeB ? b[(j * k) + inner] : b[(inner * n) + j];
                    var product = x * y;
                    var sum = high + product;
                    var part = sum - high;
                    low += Math.FusedMultiplyAdd(x, y, -product) + (high - (sum - part)) + (product - part);
                    high = sum;
                    size += Math.Abs(product);
                }

                Assert.Equal(high + low, c[(i * n) + j], (k + 2) * Math.Pow(2, -53) * size);
            }
        }
    }

    private static double[] Random(int count, Generator generator) =>
        [.. Enumerable.Range(0, count).Select(_ => generator.Uniform(-1, 1))];

    private static double[] MathNetProduct(double[] a, bool transposeA, double[] b, bool transposeB, int m, int n, int k)
    {
        var left = transposeA
            ? Matrix<double>.Build.Dense(m, k, a) // column-major: a row-major k×m is its transpose
            : Matrix<double>.Build.Dense(k, m, a).Transpose();
        var right = transposeB
            ? Matrix<double>.Build.Dense(k, n, b)
            : Matrix<double>.Build.Dense(n, k, b).Transpose();
        return (left * right).ToRowMajorArray();
    }
}
