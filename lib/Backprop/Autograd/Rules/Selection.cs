using System.Numerics.Tensors;
using Backprop.Kernels;
using Backprop.Memory;

namespace Backprop;

/// <content>Operations that choose, element by element, each with its rule: a gradient goes to what was chosen.</content>
public partial class Tensor
{
    /// <summary>a where the condition is not 0, else b. ∂L/∂a = G there, else 0; ∂L/∂b the other way round.</summary>
    /// <remarks>
    /// Both a and b are computed for all elements, and the 0 then passes through what they were computed by, which multiplies it by a
    /// local derivative. Where that is infinite, 0·∞ is NaN: the gradient of <c>Where(x > 0, x.Log(), 0)</c> is NaN at x = 0. Choose
    /// what goes into the function first: <c>Where(x > 0, Where(x > 0, x, 1).Log(), 0)</c>, whose gradient is 0 there.
    /// </remarks>
    /// <param name="condition">Numbers that are 0 or not, as comparisons give them; no gradient goes there.</param>
    /// <param name="a">What is taken where the condition holds.</param>
    /// <param name="b">What is taken elsewhere.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor Where(Tensor condition, Tensor a, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var shape = Broadcasting.CommonShape("where", condition.Shape, Broadcasting.CommonShape("where", a.Shape, b.Shape));
        var chosen = condition.Detach().Expand(shape);
        (a, b) = (a.Stretch(shape), b.Stretch(shape));
        var values = Scratch.New(shape.Size);
        Elementwise.Apply(ElementwiseKernels.Where, chosen.Data, a.Data, b.Data, values);
        return Record(
            "where",
            shape,
            values,
            new Edge(a, (g, _) => Where(chosen, g, 0)),
            new Edge(b, (g, _) => Where(chosen, 0, g)));
    }

    /// <summary>
    /// The larger of a and b. The gradient goes to the larger one; where both are equal, half to each. NaN passes: where one of the
    /// two is NaN, so is the result, and both get the gradient.
    /// </summary>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor Maximum(Tensor a, Tensor b) => Zip(
        "maximum", a, b, TensorPrimitives.Max, (g, _) => g * Share(a < b, a, b), (g, _) => g * Share(a > b, a, b));

    /// <summary>
    /// The smaller of a and b. The gradient goes to the smaller one; where both are equal, half to each. NaN passes: where one of the
    /// two is NaN, so is the result, and both get the gradient.
    /// </summary>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor Minimum(Tensor a, Tensor b) => Zip(
        "minimum", a, b, TensorPrimitives.Min, (g, _) => g * Share(a > b, a, b), (g, _) => g * Share(a < b, a, b));

    /// <summary>x, but no less than a and no more than b. ∂L/∂x = G where a ≤ x ≤ b, else 0.</summary>
    /// <param name="low">a.</param>
    /// <param name="high">b.</param>
    /// <exception cref="ArgumentException">a is above b, or one is not a number.</exception>
    public Tensor Clamp(double low, double high) => low <= high
        ? Map(
            "clamp",
            this,
            (x, y) => TensorPrimitives.Clamp(x, low, high, y),
            (g, _) => Where((this >= low) * (this <= high), g, 0))
        : throw new InvalidArgumentException(Invariant($"clamp: [{low}, {high}] is not an interval"));

    /// <summary>A number where the mask is not 0, else x. ∂L/∂x = G where x was kept, else 0.</summary>
    /// <param name="mask">Numbers that are 0 or not, as comparisons give them; broadcasts with x.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public Tensor MaskedFill(Tensor mask, double value)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var shape = Broadcasting.CommonShape("masked fill", Shape, mask.Shape);
        var (x, chosen) = (Stretch(shape), mask.Detach().Stretch(shape));
        var values = Scratch.New(shape.Size);
        Elementwise.Apply((x, condition, y) => ElementwiseKernels.Fill(x, condition, value, y), x.Data, chosen.Data, values);
        Edge filled = new(value, (g, _) => (g * chosen).Sum()); // an input, so that a mask of −∞ is not taken for an anomaly
        return Record("masked fill", shape, values, new Edge(x, (g, _) => g.MaskedFill(chosen, 0)), filled);
    }

    /// <summary>w·x, but 0 where the weight w is 0, even if x is infinite there. ∂L/∂w = G·x, ∂L/∂x = G·w.</summary>
    internal static Tensor Weighted(Tensor w, Tensor x) =>
        Zip("weighted", w, x, ElementwiseKernels.Weighted, (g, _) => g * x, (g, _) => Weighted(w, g));

    /// <summary>
    /// The lower triangle of each matrix in the last two axes, zeros above it. ∂L/∂x = G's lower triangle.
    /// </summary>
    /// <param name="diagonal">The last diagonal that is kept: 0 is the main one, 1 the one above it, −1 the one below.</param>
    /// <exception cref="ShapeMismatchException">The tensor has fewer than two axes.</exception>
    public Tensor LowerTriangle(int diagonal = 0)
    {
        if (Rank < 2)
        {
            throw new ShapeMismatchException("lower triangle", $"a matrix is expected, but the tensor has shape {Shape}");
        }

        var (rows, columns) = (Arange(Shape[^2]).Reshape(-1, 1), Arange(Shape[^1]));
        return Where(columns - rows <= diagonal, this, 0);
    }

    /// <summary>0 where the other one was chosen, 1/2 where a and b are equal, else 1.</summary>
    private static Tensor Share(Tensor isOther, Tensor a, Tensor b) => 1 - isOther - (0.5 * a.EqualTo(b));
}
