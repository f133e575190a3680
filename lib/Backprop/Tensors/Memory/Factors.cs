using Backprop.Kernels;

namespace Backprop.Memory;

/// <summary>
/// A matrix product Aᵀ·B of few rows each, which has more elements than A and B together: the gradient of a large weight after a
/// small batch. As long as nobody asks for its elements it stays what it was made of, and an optimizer may add it to the weight
/// without ever writing it down.
/// </summary>
/// <param name="a">A, k×m.</param>
/// <param name="b">B, k×n.</param>
/// <param name="m">The rows of the product.</param>
/// <param name="n">The columns of the product.</param>
/// <param name="inner">k.</param>
internal sealed class Factors(Storage a, Storage b, int m, int n, int inner) : Storage
{
    /// <summary>In elements: smaller products stay in a first-level cache.</summary>
    private const int SmallestDeferred = 1 << 14;

    private readonly Storage a = a.Share();
    private readonly Storage b = b.Share();

    /// <inheritdoc/>
    protected override int Size => m * n;

    /// <summary>Whether an m×n product of that inner extent is better kept as its factors.</summary>
    public static bool ArePreferred(int m, int n, int inner) =>
        (long)m * n >= SmallestDeferred && ((long)m + n) * inner < (long)m * n && MatrixProduct.CanAdd(m, n, inner);

    /// <summary>Adds a multiple of the product to m×n numbers, rounded as if it had been written down.</summary>
    public void AddTo(Span<double> target, double factor) => MatrixProduct.AddTo(target, factor, a.Elements, b.Elements, m, n, inner);

    /// <inheritdoc/>
    protected override void WriteTo(double[] elements) => MatrixProduct.Multiply(a.Elements, true, b.Elements, false, elements, m, n, inner);

    /// <inheritdoc/>
    protected override void ForSources(Action<Storage> action)
    {
        action(a);
        action(b);
    }
}
