namespace Backprop;

/// <summary>
/// The rule by which tensors of different shapes meet in one operation: shapes are aligned at their last axis,
/// missing axes count as extents of 1, and an extent of 1 is stretched by repeating its element.
/// </summary>
/// <remarks>The rule is NumPy's: https://numpy.org/doc/stable/user/basics.broadcasting.html</remarks>
public static class Broadcasting
{
    /// <summary>The smallest shape that both shapes can be expanded to.</summary>
    /// <param name="operation">The operation that asks, for the message.</param>
    /// <param name="a">The first operand's shape.</param>
    /// <param name="b">The second operand's shape.</param>
    /// <exception cref="ShapeMismatchException">Two aligned extents differ and neither is 1.</exception>
    public static Shape CommonShape(string operation, Shape a, Shape b)
    {
        if (a == b)
        {
            return a;
        }

        var rank = Math.Max(a.Rank, b.Rank);
        Span<int> extents = stackalloc int[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var (fromA, fromB) = (Aligned(a, axis, rank), Aligned(b, axis, rank));
            if (fromA != fromB && fromA != 1 && fromB != 1)
            {
                throw new ShapeMismatchException(
                    operation,
                    Invariant($"{a} and {b} do not broadcast: extents {fromA} and {fromB} at axis {axis - rank} differ and neither is 1"));
            }

            extents[axis] = fromA == 1 ? fromB : fromA;
        }

        return new Shape(extents);
    }

    /// <summary>Whether <paramref name="from"/> can be stretched to <paramref name="to"/>.</summary>
    public static bool CanExpand(Shape from, Shape to)
    {
        if (from.Rank > to.Rank)
        {
            return false;
        }

        for (var axis = 0; axis < to.Rank; axis++)
        {
            var extent = Aligned(from, axis, to.Rank);
            if (extent != 1 && extent != to[axis])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The extent at an axis of the wider shape, 1 where the narrower shape has no such axis.</summary>
    internal static int Aligned(Shape shape, int axis, int rank)
    {
        var own = axis - (rank - shape.Rank);
        return own < 0 ? 1 : shape[own];
    }
}
