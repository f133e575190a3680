namespace Backprop;

/// <content>
/// Operations that pick elements by a pattern, in another order, several times or not at all. All of them look indices up with
/// <see cref="IndexSelect"/>, so its rule is theirs too: G is added up where the elements came from.
/// </content>
public partial class Tensor
{
    /// <summary>The elements in reverse order along some axes. ∂L/∂x = G in reverse order along the same axes.</summary>
    /// <param name="axis">The axes to reverse; all, if nothing is said.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    public Tensor Flip(Axes axis = default) => axis.Of(Shape).Aggregate(
        this, (x, along) => x.Pick(along, Shape[along], i => Shape[along] - 1 - i));

    /// <summary>
    /// Moves the elements along an axis towards its end; those that are pushed over the end come in again at the front.
    /// ∂L/∂x = G, moved back.
    /// </summary>
    /// <param name="shift">How far they move; towards the front, if it is negative.</param>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Roll(int shift, int axis)
    {
        var extent = Shape[Shape.Axis(axis)];
        return Pick(axis, extent, i => (i - (shift % extent) + extent) % extent);
    }

    /// <summary>
    /// The whole tensor several times side by side along each axis. ∂L/∂x = G summed over the copies. As in NumPy, axes of
    /// extent 1 are added in front where there are fewer axes than numbers, and missing numbers in front are 1.
    /// </summary>
    /// <param name="repeats">How many copies there are along each axis, the last number for the last axis.</param>
    /// <returns>The copies; each axis is as many times as long as its number says.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of copies is negative.</exception>
    public Tensor Tile(params ReadOnlySpan<int> repeats)
    {
        int[] copies = [.. Enumerable.Repeat(1, Math.Max(Rank - repeats.Length, 0)), .. repeats];
        var negative = Array.FindIndex(copies, count => count < 0);
        if (negative >= 0)
        {
            throw new OutOfRangeException(
                nameof(repeats), Invariant($"tile: {copies[negative]} copies along axis {negative} are fewer than none"));
        }

        var whole = Reshape([.. Enumerable.Repeat(1, copies.Length - Rank), .. Shape.Extents]);
        return Enumerable.Range(0, copies.Length).Where(axis => copies[axis] != 1).Aggregate(
            whole, (x, axis) => x.Pick(axis, copies[axis] * whole.Shape[axis], i => i % whole.Shape[axis]));
    }

    /// <summary>
    /// The elements of a matrix whose column is their row plus an offset; of several matrices, the diagonal of each.
    /// ∂L/∂x = G on that diagonal, and 0 elsewhere.
    /// </summary>
    /// <param name="offset">0 is the main diagonal, 1 the one above it, −1 the one below. One that lies outside is empty.</param>
    /// <param name="axisA">The axis that counts the rows; −2 is the last but one.</param>
    /// <param name="axisB">The axis that counts the columns; −1 is the last.</param>
    /// <returns>The diagonals along the last axis, behind the axes that are left.</returns>
    /// <exception cref="ShapeMismatchException">The tensor has fewer than two axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">Both axes are the same.</exception>
    public Tensor Diagonal(int offset = 0, int axisA = -2, int axisB = -1)
    {
        if (Rank < 2)
        {
            throw new ShapeMismatchException("diagonal", $"a matrix is expected, but the tensor has shape {Shape}");
        }

        (axisA, axisB) = (Shape.Axis(axisA), Shape.Axis(axisB));
        if (axisA == axisB)
        {
            throw new InvalidArgumentException(Invariant($"diagonal: rows and columns are both along axis {axisA} of shape {Shape}"));
        }

        var (rows, columns) = (Shape[axisA], Shape[axisB]);
        offset = Math.Clamp(offset, -rows, columns);
        var (row, column) = (Math.Max(-offset, 0), Math.Max(offset, 0));
        return MoveToEnd([axisA, axisB]).Flatten(Rank - 2).Pick(
            -1, Math.Min(rows - row, columns - column), i => ((row + i) * columns) + column + i);
    }

    /// <summary>
    /// The elements at which a mask is not 0, as one vector in row-major order: NumPy's <c>x[mask]</c>. ∂L/∂x = G at these, and 0
    /// elsewhere.
    /// </summary>
    /// <param name="mask">Numbers that are 0 or not, as comparisons give them; broadcasts with x. No gradient goes there.</param>
    /// <returns>A vector as long as there are elements that are not 0 in the mask.</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    /// <example><code>x.MaskedSelect(x > 0)</code></example>
    public Tensor MaskedSelect(Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var shape = Broadcasting.CommonShape("masked select", Shape, mask.Shape);
        var chosen = mask.Detach().Expand(shape).ToArray();
        int[] places = [.. Enumerable.Range(0, chosen.Length).Where(i => chosen[i] != 0)];
        return Expand(shape).Flatten().Pick(0, places.Length, i => places[i]);
    }

    /// <summary>Every so many elements along an axis, from the first one on, or backwards from the last one.</summary>
    private Tensor Every(int step, int axis)
    {
        var extent = Shape[axis];
        var count = (int)((extent + Math.Abs((long)step) - 1) / Math.Abs((long)step));
        return Pick(axis, count, i => step > 0 ? i * step : extent - 1 + (i * step));
    }

    /// <summary>The elements along an axis whose indices a function names.</summary>
    private Tensor Pick(int axis, int count, Func<int, int> index) =>
        IndexSelect(axis, new Tensor([count], [.. Enumerable.Range(0, count).Select(i => (double)index(i))]));
}
