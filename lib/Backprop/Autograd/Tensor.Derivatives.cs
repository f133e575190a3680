namespace Backprop;

/// <content>All derivatives of a function at once, row by row: each row takes a backward pass.</content>
public partial class Tensor
{
    /// <summary>
    /// The derivative of every element of f(x) with respect to every element of x: for vectors the matrix J with Jᵢⱼ = ∂fᵢ/∂xⱼ.
    /// Works within <see cref="NoGrad"/> as well.
    /// </summary>
    /// <param name="f">The function, of operations that autograd records.</param>
    /// <param name="x">The place. Where it requires a gradient, the result is recorded, so that it can be differentiated again.</param>
    /// <returns>J, in the shape of f(x) followed by that of x; 0 where f(x) does not depend on x.</returns>
    /// <exception cref="ArgumentException">Both shapes together have more than <see cref="Backprop.Shape.MaxRank"/> axes.</exception>
    public static Tensor Jacobian(Func<Tensor, Tensor> f, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
        using var recording = EnableGrad();
        var at = Place(x);
        var y = f(at);
        Shape shape = new([.. y.Shape.Extents, .. x.Shape.Extents]);
        if (shape.Size == 0)
        {
            return Zeros(shape);
        }

        var units = Eye(y.Size);
        Tensor[] rows = [.. Enumerable.Range(0, y.Size).Select(i => Slope(y, at, units[i].Reshape(y.Shape.Extents), record: x.RequiresGrad))];
        return Stack(0, rows).Reshape(shape.Extents);
    }

    /// <summary>
    /// The second derivatives of a function whose value is one number: for a vector x the matrix H with Hᵢⱼ = ∂²f/∂xᵢ∂xⱼ. Works
    /// within <see cref="NoGrad"/> as well.
    /// </summary>
    /// <param name="f">The function, of operations that autograd records.</param>
    /// <param name="x">The place. Where it requires a gradient, the result is recorded, so that it can be differentiated again.</param>
    /// <returns>H, in the shape of x twice.</returns>
    /// <exception cref="GradientException">f(x) is no single number.</exception>
    /// <exception cref="ArgumentException">x has more than half of <see cref="Backprop.Shape.MaxRank"/> axes.</exception>
    public static Tensor Hessian(Func<Tensor, Tensor> f, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Jacobian(at => Slope(Number(f(at)), at, seed: null, record: true), x);
    }

    private static Tensor Number(Tensor value) => value.Size == 1
        ? value
        : throw new GradientException(
            $"hessian: the function gave a tensor of shape {value.Shape}, but a single number is expected; reduce it with Sum() or Mean()");

    /// <summary>A tensor to differentiate with respect to: x itself if it is recorded, else a leaf in its place.</summary>
    private static Tensor Place(Tensor x)
    {
        if (x.RequiresGrad)
        {
            return x;
        }

        var leaf = x.Detach();
        leaf.RequiresGrad = true;
        return leaf;
    }

    /// <summary>The gradient, which is 0 where there is no path from y back to x.</summary>
    private static Tensor Slope(Tensor y, Tensor x, Tensor? seed, bool record) => !y.RequiresGrad
        ? ZerosLike(x)
        : BackwardPass.Run([(y, seed)], tensor => tensor == x, record).GetValueOrDefault(x) ?? ZerosLike(x);
}
