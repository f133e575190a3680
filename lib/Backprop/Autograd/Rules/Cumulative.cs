using Backprop.Kernels;

namespace Backprop;

/// <content>
/// Products, and sums and products of each element with those before it. The products are made of multiplications, whose rule
/// holds where an element is 0 as well, and so do all gradients of gradients; the formula G·y/x that books give does not.
/// </content>
public partial class Tensor
{
    /// <summary>yᵢ = x₀ + … + xᵢ along an axis. ∂L/∂xᵢ = Gᵢ + … + Gₙ₋₁, a cumulative sum from the other end.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor CumulativeSum(int axis)
    {
        axis = Shape.Axis(axis);
        return Map(
            "cumulative sum",
            this,
            (x, y) => RunningSum.Of(x, y, Shape.Strides()[axis], Shape[axis]),
            (g, _) => g.Flip(axis).CumulativeSum(axis).Flip(axis));
    }

    /// <summary>yᵢ = x₀ · … · xᵢ along an axis. ∂L/∂xⱼ = Σ Gᵢ · ∏ xₖ over i ≥ j, with the product over k ≤ i but j.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>Every product is multiplied by those 1, 2, 4, … places before it, which takes log₂ n multiplications of tensors.
    /// Source: Hillis and Steele, "Data Parallel Algorithms" (1986).</remarks>
    public Tensor CumulativeProduct(int axis)
    {
        axis = Shape.Axis(axis);
        var (products, extent) = (this, Shape[axis]);
        for (long reach = 1; reach < extent; reach *= 2)
        {
            var (done, left) = ((int)reach, extent - (int)reach);
            products = Concatenate(
                axis, products.Narrow(axis, 0, done), products.Narrow(axis, done, left) * products.Narrow(axis, 0, left));
        }

        return products;
    }

    /// <summary>The product. ∂L/∂xᵢ = G · the product of all others. Of no elements it is 1.</summary>
    /// <param name="axis">The axes to multiply along; all, if nothing is said.</param>
    /// <param name="keepDims">Whether they stay, with extent 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>The one half of the elements is multiplied by the other half, until one is left.</remarks>
    public Tensor Product(Axes axis = default, bool keepDims = false)
    {
        var axes = axis.Of(Shape);
        var kept = Shape.Keeping(axes);
        if (Size == 0)
        {
            return 1 + Sum(axis, keepDims);
        }

        var products = MoveToEnd(axes).Reshape(kept.Size, -1);
        while (products.Shape[1] > 1)
        {
            var half = products.Shape[1] / 2;
            var multiplied = products.Narrow(1, 0, half) * products.Narrow(1, half, half);
            products = products.Shape[1] % 2 == 0 ? multiplied : Concatenate(1, multiplied, products.Narrow(1, 2 * half, 1));
        }

        return products.Reshape((keepDims ? kept : Shape.Dropping(axes)).Extents);
    }
}
