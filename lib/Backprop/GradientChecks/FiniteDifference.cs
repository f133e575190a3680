namespace Backprop;

/// <summary>
/// Gradients by nudging: an independent check of every derivative, since it knows nothing of how a function is computed.
/// </summary>
/// <remarks>
/// Central differences, f′(x) ≈ (f(x + h) − f(x − h))/2h. Their error is about h²·f‴/6 from cutting off and ε·f/h from
/// rounding, for ε = 2⁻⁵²; with h = ∛ε·max(1, |x|) both are about ε^⅔ ≈ 4·10⁻¹¹ for functions and places of size 1.
/// Source: Press et al., Numerical Recipes, section 5.7.
/// </remarks>
public static class FiniteDifference
{
    private static readonly double RelativeStep = Math.Cbrt(Math.Pow(2, -52));

    /// <summary>df/dx.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The place.</param>
    public static double Gradient(Func<double, double> f, double x)
    {
        ArgumentNullException.ThrowIfNull(f);
        var (low, high) = Nudge(x);
        return (f(high) - f(low)) / (high - low);
    }

    /// <summary>∂L/∂x of L = Σ G·f(x), element by element: what a backward pass from f(x) with the seed G gives.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The place; it is not changed.</param>
    /// <param name="seed">G, in the shape of f(x); ones if it is not given, so that L is the sum of f(x).</param>
    /// <returns>∂L/∂x, in the shape of x.</returns>
    /// <exception cref="ShapeMismatchException">The seed's shape is not that of f(x).</exception>
    public static Tensor Gradient(Func<Tensor, Tensor> f, Tensor x, Tensor? seed = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
        var gradient = new double[x.Size];
        for (var i = 0; i < gradient.Length; i++)
        {
            var (low, high) = Nudge(x.Data[i]);
            var difference = f(With(x, i, high)) - f(With(x, i, low));
            gradient[i] = Weighted(difference, seed).Sum().Item() / (high - low);
        }

        return new Tensor(x.Shape, gradient);
    }

    /// <summary>x − h and x + h, whose distance is exactly what is divided by.</summary>
    private static (double Low, double High) Nudge(double x)
    {
        var h = RelativeStep * Math.Max(1, Math.Abs(x));
        return (x - h, x + h);
    }

    private static Tensor With(Tensor x, int index, double value)
    {
        var values = x.ToArray();
        values[index] = value;
        return new Tensor(x.Shape, values);
    }

    private static Tensor Weighted(Tensor difference, Tensor? seed) =>
        seed is null ? difference
        : seed.Shape == difference.Shape ? difference * seed
        : throw new ShapeMismatchException(
            "finite difference", $"the seed has shape {seed.Shape}, but the function gives {difference.Shape}");
}
