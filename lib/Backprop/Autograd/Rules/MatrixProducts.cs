using Backprop.Kernels;

namespace Backprop;

/// <content>Products of matrices, each with its rule.</content>
public partial class Tensor
{
    /// <summary>The matrix product C = A·B. ∂L/∂A = G·Bᵀ, ∂L/∂B = Aᵀ·G.</summary>
    /// <param name="other">B, of shape (k, n), where this is A, of shape (m, k).</param>
    /// <returns>C, of shape (m, n).</returns>
    /// <exception cref="ShapeMismatchException">One is no matrix, or the inner extents differ.</exception>
    public Tensor MatMul(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Product(this, false, other, false);
    }

    /// <summary>The matrix with rows and columns swapped. ∂L/∂x = Gᵀ.</summary>
    /// <exception cref="ShapeMismatchException">The tensor is no matrix.</exception>
    public Tensor Transpose()
    {
        if (Rank != 2)
        {
            throw new ShapeMismatchException("transpose", $"a matrix is wanted, but the tensor has shape {Shape}");
        }

        var values = new double[Size];
        TransposeKernel.Transpose(this.values, values, Shape[0], Shape[1]);
        return Record("transpose", [Shape[1], Shape[0]], values, new Edge(this, (g, _) => g.Transpose()));
    }

    /// <summary>
    /// op(A)·op(B), where op may be the transpose. A pullback is again such a product, so no matrix is ever copied
    /// to be transposed.
    /// </summary>
    private static Tensor Product(Tensor a, bool transposeA, Tensor b, bool transposeB)
    {
        if (a.Rank != 2 || b.Rank != 2)
        {
            throw new ShapeMismatchException("matmul", $"{a.Shape} · {b.Shape}: two matrices are wanted");
        }

        var (m, inner) = transposeA ? (a.Shape[1], a.Shape[0]) : (a.Shape[0], a.Shape[1]);
        var (innerB, n) = transposeB ? (b.Shape[1], b.Shape[0]) : (b.Shape[0], b.Shape[1]);
        if (inner != innerB)
        {
            throw new ShapeMismatchException(
                "matmul", $"{a.Shape} · {b.Shape}: inner extents {inner} and {innerB} differ");
        }

        var values = new double[new Shape(m, n).Size];
        MatrixProduct.Multiply(a.values, transposeA, b.values, transposeB, values, m, n, inner);
        return Record(
            "matmul",
            [m, n],
            values,
            new Edge(a, (g, _) => transposeA ? Product(b, transposeB, g, true) : Product(g, false, b, !transposeB)),
            new Edge(b, (g, _) => transposeB ? Product(g, true, a, transposeA) : Product(a, !transposeA, g, false)));
    }
}
