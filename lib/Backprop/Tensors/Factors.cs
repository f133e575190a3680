using Backprop.Kernels;

namespace Backprop;

/// <summary>
/// A matrix product Aᵀ·B of few rows each, which has more elements than A and B together: the gradient of a large weight after a
/// small batch. As long as nobody asks for its elements it stays what it was made of, and an optimizer may add it to the weight
/// without ever writing it down.
/// </summary>
/// <param name="A">A, k×m.</param>
/// <param name="B">B, k×n.</param>
/// <param name="Inner">k.</param>
internal sealed record Factors(double[] A, double[] B, int Inner) : Deferred
{
    /// <summary>In elements: smaller products stay in a first-level cache.</summary>
    private const int SmallestDeferred = 1 << 14;

    /// <summary>Whether an m×n product of that inner extent is better kept as its factors.</summary>
    public static bool ArePreferred(int m, int n, int inner) =>
        (long)m * n >= SmallestDeferred && ((long)m + n) * inner < (long)m * n && MatrixProduct.CanAdd(m, n, inner);

    /// <inheritdoc/>
    public override void WriteTo(double[] elements, Shape shape) =>
        MatrixProduct.Multiply(A, true, B, false, elements, shape[0], shape[1], Inner);

    /// <summary>Adds a multiple of the product to m×n numbers, rounded as if it had been written down.</summary>
    public void AddTo(Span<double> target, double factor, Shape shape) =>
        MatrixProduct.AddTo(target, factor, A, B, shape[0], shape[1], Inner);
}
