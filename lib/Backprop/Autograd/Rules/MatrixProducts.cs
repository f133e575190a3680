using Backprop.Kernels;
using Backprop.Memory;

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
            throw new ShapeMismatchException("matmul", $"{Shape} · {other.Shape}: matrices or vectors are expected");
        }

        var (inner, innerOther) = (Shape[^1], other.Shape[^Math.Min(2, other.Rank)]);
        if (inner != innerOther)
        {
            throw new ShapeMismatchException(
                "matmul", Invariant($"{Shape} · {other.Shape}: inner extents {inner} and {innerOther} differ"));
        }

        return (Rank, other.Rank) switch
        {
            (1, 1) => Unsqueeze(0).MatMul(other).Squeeze(0),
            (1, _) => Unsqueeze(0).MatMul(other).Squeeze(-2),
            (_, 1) => MatMul(other.Unsqueeze(1)).Squeeze(-1),
            (2, 2) => Product(this, false, other, false),
            (_, 2) => Product(AsRows(), false, other, false).Reshape([.. Shape.Extents[..^1], other.Shape[1]]),
            _ => BatchProduct(this, other),
        };
    }

    /// <summary>The matrix with rows and columns swapped; of more axes, the last two. ∂L/∂x = Gᵀ.</summary>
    /// <exception cref="ShapeMismatchException">The tensor has fewer than two axes.</exception>
    public Tensor Transpose()
    {
        if (Rank < 2)
        {
            throw new ShapeMismatchException("transpose", $"a matrix is expected, but the tensor has shape {Shape}");
        }

        if (Rank > 2)
        {
            return Transpose(-2, -1);
        }

        BackwardPass.CheckUnchanged(this);
        Shape shape = new(Shape[1], Shape[0]);
        Tensor swapped = new(shape, new View(Storage, Shape, shape, isTransposed: true));
        return swapped.MadeBy("transpose", new Edge(this, (g, _) => g.Transpose()));
    }

    /// <summary>
    /// y = x·W + b, the product and the sum in one pass. ∂L/∂x = G·Wᵀ, ∂L/∂W = xᵀ·G, ∂L/∂b = the sum of G's rows.
    /// </summary>
    /// <param name="weight">W, of shape (inputs, outputs), where this is x, of shape (…, inputs).</param>
    /// <param name="bias">b, of shape (outputs).</param>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    internal Tensor Linear(Tensor weight, Tensor bias)
    {
        if (Rank < 2 || weight.Rank != 2 || Shape[^1] != weight.Shape[0] || bias.Rank != 1 || bias.Size != weight.Shape[1])
        {
            return MatMul(weight) + bias; // which says what does not fit
        }

        var result = Product(Rank == 2 ? this : AsRows(), false, weight, false, bias);
        return Rank == 2 ? result : result.Reshape([.. Shape.Extents[..^1], bias.Size]);
    }

    /// <summary>One matrix of all rows along the last axis; there may be rows of no elements.</summary>
    private Tensor AsRows() => Reshape(new Shape(Shape.Extents[..^1]).Size, Shape[^1]);

    private static Tensor BatchProduct(Tensor a, Tensor b)
    {
        Shape batchA = new(a.Shape.Extents[..^2]), batchB = new(b.Shape.Extents[..^2]);
        if (batchA != batchB)
        {
            var common = Broadcasting.CommonShape("matmul", batchA, batchB);
            a = a.Stretch([.. common, .. a.Shape.Extents[^2..]]);
            b = b.Stretch([.. common, .. b.Shape.Extents[^2..]]);
        }

        return Product(a, false, b, false);
    }

    /// <summary>
    /// op(A)·op(B) for every matrix of two equal batches, where op may be the transpose. A pullback is again such a
    /// product, so no matrix is ever copied to be transposed.
    /// </summary>
    private static Tensor Product(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor? row = null)
    {
        var (m, k) = transposeA ? (a.Shape[^1], a.Shape[^2]) : (a.Shape[^2], a.Shape[^1]);
        var n = b.Shape[transposeB ? ^2 : ^1];
        Shape shape = new([.. a.Shape.Extents[..^2], m, n]);
        var values = Scratch.New(shape.Size);
        var (sizeA, sizeB, size) = (m * k, k * n, m * n);
        var (byColumnsA, byColumnsB) = (transposeA, transposeB);
        ReadOnlySpan<double> left = a.Matrices(ref byColumnsA), right = b.Matrices(ref byColumnsB);
        for (var i = 0; size > 0 && i < shape.Size / size; i++)
        {
            MatrixProduct.Multiply(
                left.Slice(i * sizeA, sizeA),
                byColumnsA,
                right.Slice(i * sizeB, sizeB),
                byColumnsB,
                values.AsSpan(i * size, size),
                m,
                n,
                k,
                row is null ? default : row.Data);
        }

        Edge edgeA = new(a, (g, _) => transposeA ? Product(b, transposeB, g, true) : Product(g, false, b, !transposeB));
        Edge edgeB = new(b, (g, _) => transposeB ? Product(g, true, a, transposeA)
            : b.IsLeaf && !transposeA && !Recording.IsOn ? ProductOfLeaf(a, g) : Product(a, !transposeA, g, false));
        return row is null
            ? Record("matmul", shape, values, edgeA, edgeB)
            : Record("linear", shape, values, edgeA, edgeB, new Edge(row, (g, _) => g.SumTo(row.Shape)));
    }

    /// <summary>Aᵀ·B as a leaf's gradient: it may stay what it was made of until somebody asks for it.</summary>
    private static Tensor ProductOfLeaf(Tensor a, Tensor b)
    {
        var (inner, m, n) = (a.Shape[^2], a.Shape[^1], b.Shape[^1]);
        if (a.Rank > 2 || !Factors.ArePreferred(m, n, inner))
        {
            return Product(a, true, b, false);
        }

        BackwardPass.CheckUnchanged(a);
        return new Tensor([m, n], new Factors(a.Storage, b.Storage, m, n, inner));
    }

    /// <summary>The array that the matrices lie in, which may be that of a transpose's original.</summary>
    /// <param name="isTransposed">Whether they are to be read by columns; here and, changed if need be, afterwards.</param>
    private ReadOnlySpan<double> Matrices(ref bool isTransposed)
    {
        if (Storage is not View { IsWritten: false, IsTransposed: true } view)
        {
            return Data;
        }

        isTransposed = !isTransposed;
        return view.Source;
    }
}
