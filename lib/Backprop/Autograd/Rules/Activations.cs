using System.Numerics.Tensors;
using Backprop.Kernels;
using Backprop.Memory;

namespace Backprop;

/// <content>The functions between a network's layers, element by element, each with its rule.</content>
public partial class Tensor
{
    /// <summary>
    /// y = σ(x) = 1/(1 + e⁻ˣ). ∂L/∂x = G·y·(1 − y). Does not overflow, however large |x| is, and both are good to a few units in the
    /// last place for every x: 1 − y is computed as σ(−x), since a y that was rounded to 1 would leave nothing of it.
    /// </summary>
    public Tensor Sigmoid() => Map("sigmoid", this, SigmoidKernel.Sigmoid, (g, y) => SigmoidPullback(g, this, y));

    /// <summary>
    /// y = tanh x. ∂L/∂x = G·(1 − y²). Both are good to a few units in the last place for every x: 1 − y² is computed from x.
    /// </summary>
    public Tensor Tanh() => Map("tanh", this, SigmoidKernel.Tanh, (g, y) => TanhPullback(g, this, y));

    /// <summary>max(x, 0). ∂L/∂x = 0 where x ≤ 0, else G. NaN passes, in forward and in backward.</summary>
    public Tensor Relu() => Map("relu", this, (x, y) => TensorPrimitives.Max(x, 0, y), (g, _) => Where(this <= 0, 0, g));

    /// <summary>x where x &gt; 0, else s·x for a small slope s. ∂L/∂x = G where x &gt; 0, else s·G.</summary>
    /// <param name="slope">s.</param>
    public Tensor LeakyRelu(double slope = 0.01) => Where(this > 0, this, slope * this);

    /// <summary>
    /// x·Φ(x), where Φ(x) is the standard normal distribution's probability of a number up to x.
    /// ∂L/∂x = G·(Φ(x) + x·φ(x)) with the density φ.
    /// </summary>
    /// <remarks>Source: Hendrycks and Gimpel, "Gaussian Error Linear Units" (2016), the exact form.</remarks>
    public Tensor Gelu() => Map("gelu", this, NormalKernel.Gelu, (g, _) => GeluPullback(g, this));

    /// <summary>ln(1 + eˣ), a smooth max(x, 0). ∂L/∂x = G·σ(x). Does not overflow, however large |x| is.</summary>
    public Tensor Softplus() => Map("softplus", this, ElementwiseKernels.Softplus, (g, _) => g * Sigmoid());

    /// <summary>
    /// p = g·(Φ(x) + x·φ(x)) in one pass, with φ(x) = e^(−x²/2)/√2π. For an upstream h: ∂L/∂g = h·(Φ(x) + x·φ(x)),
    /// ∂L/∂x = h·g·φ(x)·(2 − x²).
    /// </summary>
    private static Tensor GeluPullback(Tensor g, Tensor x) => Zip(
        "gelu pullback",
        g,
        x,
        NormalKernel.GeluPullback,
        (h, _) => GeluPullback(h, x),
        (h, _) =>
        {
            var square = x.Clamp(-40, 40).Square(); // φ is 0 beyond, and 0·∞ would be NaN
            return h * g * ((square * -0.5).Exp() / Math.Sqrt(2 * Math.PI)) * (2 - square);
        });

    /// <summary>
    /// p = g·y·(1 − y) with y = σ(x) in one pass. For an upstream h: ∂L/∂g = h·y·(1 − y), ∂L/∂x = h·g·y·(1 − y)·(1 − 2y), in which
    /// 1 − 2y = −tanh(x/2).
    /// </summary>
    private static Tensor SigmoidPullback(Tensor g, Tensor x, Tensor y) => PullBackInOnePass(
        "sigmoid pullback",
        SigmoidKernel.Pullback,
        g,
        x,
        y,
        (h, _) => SigmoidPullback(h, x, y),
        (h, _) => -SigmoidPullback(h * g, x, y) * (x * 0.5).Tanh());

    /// <summary>
    /// p = g·(1 − y²) with y = tanh x in one pass. For an upstream h: ∂L/∂g = h·(1 − y²), ∂L/∂x = −2·h·g·(1 − y²)·y.
    /// </summary>
    private static Tensor TanhPullback(Tensor g, Tensor x, Tensor y) => PullBackInOnePass(
        "tanh pullback",
        SigmoidKernel.TanhPullback,
        g,
        x,
        y,
        (h, _) => TanhPullback(h, x, y),
        (h, _) => TanhPullback(h * g, x, y) * x.Tanh() * -2);

    /// <summary>The pullback of y = f(x) for a gradient g, by a kernel that reads y as well; an operation with a rule of its own.</summary>
    private static Tensor PullBackInOnePass(
        string operation,
        TernaryKernel kernel,
        Tensor g,
        Tensor x,
        Tensor y,
        VectorJacobianProduct pullbackG,
        VectorJacobianProduct pullbackX)
    {
        var values = Scratch.New(y.Size);
        Elementwise.Apply(kernel, g.Data, x.Data, y.Data, values);
        return Record(operation, y.Shape, values, new Edge(g, pullbackG), new Edge(x, pullbackX));
    }
}
