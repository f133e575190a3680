namespace Backprop.Kernels;

/// <summary>One side of a matrix product, seen from C.</summary>
/// <param name="data">Its first element.</param>
/// <param name="stride">How far apart what belongs to neighbouring rows (of A) or columns (of B) lies.</param>
/// <param name="innerStride">How far apart neighbours along the inner extent lie.</param>
internal readonly unsafe struct Operand(double* data, long stride, long innerStride)
{
    public readonly double* Data = data;
    public readonly long Stride = stride;
    public readonly long InnerStride = innerStride;

    public Operand At(int outer, int inner) => new(Data + (outer * Stride) + (inner * InnerStride), Stride, InnerStride);
}

/// <summary>C, or its part from some element on.</summary>
/// <param name="data">Its first element.</param>
/// <param name="row">What is added to each row, from that element's column on; null for nothing.</param>
/// <param name="m">Rows of all of C.</param>
/// <param name="n">Columns of all of C.</param>
/// <param name="k">The inner extent.</param>
/// <param name="stride">How far apart its rows lie.</param>
/// <param name="factor">How much of the product is added to what C holds; null if C is overwritten.</param>
internal readonly unsafe struct Result(double* data, double* row, int m, int n, int k, int stride, double? factor = null)
{
    public readonly double* Data = data;
    public readonly double* Row = row;
    public readonly int M = m;
    public readonly int N = n;
    public readonly int K = k;
    public readonly int Stride = stride;
    public readonly double? Factor = factor;

    public Result At(int i, int j) => new(Data + (i * (long)Stride) + j, Row is null ? null : Row + j, M, N, K, Stride, Factor);

    /// <summary>Some columns of it, as if it had no others.</summary>
    public Result Columns(int first, int count) => new(Data + first, Row is null ? null : Row + first, M, count, K, Stride, Factor);
}
