using Backprop.Kernels;

namespace Backprop.Benchmarks.Workloads;

/// <summary>W5: a product of matrices into an array that is there, where each may be given transposed.</summary>
/// <param name="inputs">Gives the peers the same numbers.</param>
/// <param name="shape">m, k and n of op(A)·op(B), and which of the two is transposed.</param>
internal sealed class MatrixProductWorkload(Inputs inputs, MatrixProductShape shape) : Workload
{
    private readonly double[] a = Draw(inputs, shape, "a", 1, shape.TransposeA ? [shape.K, shape.M] : [shape.M, shape.K]);
    private readonly double[] b = Draw(inputs, shape, "b", 2, shape.TransposeB ? [shape.N, shape.K] : [shape.K, shape.N]);
    private readonly double[] c = new double[shape.M * shape.N];

    public override double Step()
    {
        MatrixProduct.Multiply(a, shape.TransposeA, b, shape.TransposeB, c, shape.M, shape.N, shape.K);
        return c[0] + c[^1];
    }

    private static double[] Draw(Inputs inputs, MatrixProductShape shape, string name, int seed, Shape extents)
    {
        var matrix = Tensor.Uniform(extents, -1, 1, new Generator(seed));
        inputs.Write($"{shape.Name}-{name}", [(name, matrix)]);
        return matrix.ToArray();
    }
}
