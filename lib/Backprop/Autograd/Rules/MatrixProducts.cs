using Backprop.Kernels;

namespace Backprop;

/// <content>Products of matrices, each with its rule.</content>
public partial class Tensor
{
    /// <summary>
    /// The matrix product C = A·B. ∂L/∂A = G·Bᵀ, ∂L/∂B = Aᵀ·G. Axes before the last two are a batch, and broadcast; a vector
    /// on the left is a row, one on the right a column, and the axis of extent 1 is dropped again.
    /// </summary>
    /// <param name="other">B, of shape (…, k, n), where this is A, of shape (…, m, k).</param>
    /// <returns>C, of shape (…, m, n).</returns>
    /// <exception cref="ShapeMismatchException">One is a single number, the inner extents differ, or the batches do not
    /// broadcast.</exception>
    public Tensor MatMul(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Rank == 0 || other.Rank == 0)
        {
            throw new ShapeMismatchException("matmul", $"{Shape} · {other.Shape}: matrices or vectors are wanted");
        }

        var (inner, innerOther) = (Shape[^1], other.Shape[^Math.Min(2, other.Rank)]);
        if (inner != innerOther)
        {
            throw new ShapeMismatchException(
                "matmul", $"{Shape} · {other.Shape}: inner extents {inner} and {innerOther} differ");
        }

        return (Rank, other.Rank) switch
        {
            (1, 1) => Unsqueeze(0).MatMul(other).Squeeze(0),
            (1, _) => Unsqueeze(0).MatMul(other).Squeeze(-2),
            (_, 1) => MatMul(other.Unsqueeze(1)).Squeeze(-1),
            (2, 2) => Product(this, false, other, false),
            (_, 2) => Product(Reshape(Shape.Size / Math.Max(1, inner), inner), false, other, false)
                .Reshape([.. Shape.Extents[..^1], other.Shape[1]]),
            _ => BatchProduct(this, other),
        };
    }

    /// <summary>The matrix with rows and columns swapped; of more axes, the last two. ∂L/∂x = Gᵀ.</summary>
    /// <exception cref="ShapeMismatchException">The tensor has fewer than two axes.</exception>
    public Tensor Transpose()
    {
        if (Rank < 2)
        {
            throw new ShapeMismatchException("transpose", $"a matrix is wanted, but the tensor has shape {Shape}");
        }

        if (Rank > 2)
        {
            return Transpose(-2, -1);
        }

        var values = new double[Size];
        TransposeKernel.Transpose(Data, values, Shape[0], Shape[1]);
        return Record("transpose", [Shape[1], Shape[0]], values, new Edge(this, (g, _) => g.Transpose()));
    }

    private static Tensor BatchProduct(Tensor a, Tensor b)
    {
        Shape batchA = new(a.Shape.Extents[..^2]), batchB = new(b.Shape.Extents[..^2]);
        if (batchA != batchB)
        {
            var common = Broadcasting.CommonShape("matmul", batchA, batchB);
            a = a.Expand([.. common, .. a.Shape.Extents[^2..]]);
            b = b.Expand([.. common, .. b.Shape.Extents[^2..]]);
        }

        return Product(a, false, b, false);
    }

    /// <summary>
    /// op(A)·op(B) for every matrix of two equal batches, where op may be the transpose. A pullback is again such a
    /// product, so no matrix is ever copied to be transposed.
    /// </summary>
    private static Tensor Product(Tensor a, bool transposeA, Tensor b, bool transposeB)
    {
        var (m, k) = transposeA ? (a.Shape[^1], a.Shape[^2]) : (a.Shape[^2], a.Shape[^1]);
        var n = b.Shape[transposeB ? ^2 : ^1];
        Shape shape = new([.. a.Shape.Extents[..^2], m, n]);
        var values = new double[shape.Size];
        var (sizeA, sizeB, size) = (m * k, k * n, m * n);
        for (var i = 0; size > 0 && i < shape.Size / size; i++)
        {
            MatrixProduct.Multiply(
                a.Data.Slice(i * sizeA, sizeA), transposeA, b.Data.Slice(i * sizeB, sizeB), transposeB, values.AsSpan(i * size, size), m, n, k);
        }

        return Record(
            "matmul",
            shape,
            values,
            new Edge(a, (g, _) => transposeA ? Product(b, transposeB, g, true) : Product(g, false, b, !transposeB)),
            new Edge(b, (g, _) => transposeB ? Product(g, true, a, transposeA) : Product(a, !transposeA, g, false)));
    }
}
