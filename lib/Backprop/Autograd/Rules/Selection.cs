using System.Numerics.Tensors;
using Backprop.Kernels;

namespace Backprop;

/// <content>Operations that choose, element by element, each with its rule: a gradient goes to what was chosen.</content>
public partial class Tensor
{
    /// <summary>a where the condition is not 0, else b. ∂L/∂a = G there, else 0; ∂L/∂b the other way round.</summary>
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
        (a, b) = (a.Expand(shape), b.Expand(shape));
        var values = Buffers.New(shape.Size);
        ElementwiseKernels.Where(chosen.Data, a.Data, b.Data, values);
        return Record(
            "where",
            shape,
            values,
            new Edge(a, (g, _) => Where(chosen, g, 0)),
            new Edge(b, (g, _) => Where(chosen, 0, g)));
    }

    /// <summary>The larger of a and b. The gradient goes to the larger one; where both are equal, half to each.</summary>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor Maximum(Tensor a, Tensor b) => Zip(
        "maximum", a, b, TensorPrimitives.Max, (g, _) => g * Share(a > b, a, b), (g, _) => g * Share(a < b, a, b));

    /// <summary>The smaller of a and b. The gradient goes to the smaller one; where both are equal, half to each.</summary>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor Minimum(Tensor a, Tensor b) => Zip(
        "minimum", a, b, TensorPrimitives.Min, (g, _) => g * Share(a < b, a, b), (g, _) => g * Share(a > b, a, b));

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
        return Zip(
            "masked fill",
            this,
            mask.Detach(),
            (x, chosen, y) => ElementwiseKernels.Fill(x, chosen, value, y),
            (g, _) => g.MaskedFill(mask, 0),
            (g, _) => ZerosLike(g));
    }

    /// <summary>
    /// The lower triangle of each matrix in the last two axes, zeros above it. ∂L/∂x = G's lower triangle.
    /// </summary>
    /// <param name="diagonal">The last diagonal that is kept: 0 is the main one, 1 the one above it, −1 the one below.</param>
    /// <exception cref="ShapeMismatchException">The tensor has fewer than two axes.</exception>
    public Tensor LowerTriangle(int diagonal = 0)
    {
        if (Rank < 2)
        {
            throw new ShapeMismatchException("lower triangle", $"a matrix is wanted, but the tensor has shape {Shape}");
        }

        var (rows, columns) = (Arange(Shape[^2]).Reshape(-1, 1), Arange(Shape[^1]));
        return Where(columns - rows <= diagonal, this, 0);
    }

    /// <summary>1 where chosen, 1/2 where a and b are equal, else 0.</summary>
    private static Tensor Share(Tensor chosen, Tensor a, Tensor b) => chosen + (0.5 * a.EqualTo(b));
}
