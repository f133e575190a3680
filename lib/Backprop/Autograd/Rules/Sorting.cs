namespace Backprop;

/// <content>Operations that put elements in order of size. A gradient goes where the element came from.</content>
public partial class Tensor
{
    /// <summary>The elements in order along an axis, smallest first. ∂L/∂x = G, put back in x's order.</summary>
    /// <param name="axis">The axis to sort along; −1 is the last.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <returns>The sorted elements; <see cref="ArgSort"/> gives their indices. NaN counts as the largest number of all.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Sort(int axis = -1, bool descending = false) => Gather(axis, ArgSort(axis, descending));

    /// <summary>The k largest elements along an axis, the largest first, and where they stand. ∂L/∂x = G there, and 0
    /// elsewhere.</summary>
    /// <param name="count">k.</param>
    /// <param name="axis">The axis to search along; −1 is the last.</param>
    /// <param name="largest">Whether the largest are wanted, or else the smallest, the smallest first.</param>
    /// <returns>The elements, and their indices along the axis, both with extent k there; of equal elements the first come first.
    /// No gradient goes to the indices. NaN counts as the largest number of all.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or k is not a number from 0 to its extent.</exception>
    public (Tensor Values, Tensor Indices) TopK(int count, int axis = -1, bool largest = true)
    {
        axis = Shape.Axis(axis);
        if (count < 0 || count > Shape[axis])
        {
            throw new OutOfRangeException(
                nameof(count), Invariant($"top-k: {count} elements cannot be taken of the {Shape[axis]} along axis {axis} of shape {Shape}"));
        }

        var indices = ArgSort(axis, descending: largest).Narrow(axis, 0, count);
        return (Gather(axis, indices), indices);
    }
}
