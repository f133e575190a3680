using System.Numerics.Tensors;
using Backprop.Memory;

namespace Backprop;

/// <content>
/// Comparisons and searches. Their results are steps or places, without a gradient; truth is 1, falsehood is 0.
/// </content>
public partial class Tensor
{
    /// <summary>1 where a &gt; b, else 0.</summary>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor operator >(Tensor a, Tensor b) => Compare("greater", a, b, (x, y) => x > y);

    /// <summary>1 where a &lt; b, else 0.</summary>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor operator <(Tensor a, Tensor b) => Compare("less", a, b, (x, y) => x < y);

    /// <summary>1 where a ≥ b, else 0.</summary>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor operator >=(Tensor a, Tensor b) => Compare("greater or equal", a, b, (x, y) => x >= y);

    /// <summary>1 where a ≤ b, else 0.</summary>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public static Tensor operator <=(Tensor a, Tensor b) => Compare("less or equal", a, b, (x, y) => x <= y);

    /// <summary>1 where the elements are equal, else 0. (Two tensors are == only if they are the same object.)</summary>
    /// <param name="other">What is compared with; broadcasts.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public Tensor EqualTo(Tensor other) => Compare("equal", this, other, (x, y) => x == y);

    /// <summary>−1, 0 or 1 by the sign of x; NaN stays NaN.</summary>
    public Tensor Sign() => new(Shape, [.. ToArray().Select(x => double.IsNaN(x) ? x : Math.Sign(x))]);

    /// <summary>Whether an element is not 0.</summary>
    public bool Any() => Array.Exists(Values, x => x != 0);

    /// <summary>Whether all elements are not 0.</summary>
    public bool All() => Array.TrueForAll(Values, x => x != 0);

    /// <summary>Whether |x − y| ≤ absolute + relative·|y| for all elements; NaN is close to nothing.</summary>
    /// <param name="other">y; broadcasts with x.</param>
    /// <param name="relative">The allowed difference as a part of |y|.</param>
    /// <param name="absolute">The allowed difference in addition.</param>
    /// <exception cref="ShapeMismatchException">The shapes do not broadcast.</exception>
    public bool AllClose(Tensor other, double relative = 1e-9, double absolute = 1e-12) => Compare(
        "all close", this, other, (x, y) => x == y || Math.Abs(x - y) <= absolute + (relative * Math.Abs(y))).All();

    /// <summary>The index of the largest element along an axis, or of a NaN; the first one, if there are several.</summary>
    /// <param name="axis">The axis to search along; −1 is the last.</param>
    /// <param name="keepDims">Whether the axis stays, with extent 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">The axis is empty.</exception>
    public Tensor ArgMax(int axis, bool keepDims = false) => Search("argmax", axis, keepDims, row => row.IndexOf(TensorPrimitives.Max(row)));

    /// <summary>The index of the smallest element along an axis, or of a NaN; the first one, if there are several.</summary>
    /// <param name="axis">The axis to search along; −1 is the last.</param>
    /// <param name="keepDims">Whether the axis stays, with extent 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">The axis is empty.</exception>
    public Tensor ArgMin(int axis, bool keepDims = false) => Search("argmin", axis, keepDims, row => row.IndexOf(TensorPrimitives.Min(row)));

    /// <summary>The indices that would sort the elements along an axis, smallest first and NaN last; equal ones keep their order.</summary>
    /// <param name="axis">The axis to sort along; −1 is the last.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor ArgSort(int axis = -1, bool descending = false)
    {
        axis = Shape.Axis(axis);
        if (descending)
        {
            // Reading the order backwards would reverse equal elements as well, so they are reversed before, too.
            return Shape[axis] - 1 - Detach().Flip(axis).ArgSort(axis).Flip(axis);
        }

        var rows = Detach().MoveToEnd([axis]);
        var sorted = Scratch.New(Size);
        for (var start = 0; start < Size; start += Shape[axis])
        {
            double[] keys = [.. rows.Data.Slice(start, Shape[axis])];
            double[] order = [.. Enumerable.Range(0, keys.Length).OrderBy(i => double.IsNaN(keys[i])).ThenBy(i => keys[i]).Select(i => (double)i)];
            order.CopyTo(sorted, start);
        }

        return new Tensor(rows.Shape, sorted).Permute(InverseOfMoveToEnd([axis]));
    }

    private static Tensor Compare(string operation, Tensor a, Tensor b, Func<double, double, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var shape = Broadcasting.CommonShape(operation, a.Shape, b.Shape);
        double[] x = a.Detach().Expand(shape).Values, y = b.Detach().Expand(shape).Values;
        var truth = Scratch.New(shape.Size);
        for (var i = 0; i < truth.Length; i++)
        {
            truth[i] = holds(x[i], y[i]) ? 1 : 0;
        }

        return new Tensor(shape, truth);
    }

    private Tensor Search(string operation, int axis, bool keepDims, RowReduction search) =>
        Detach().ReduceRows(operation, axis, keepDims, search);
}
