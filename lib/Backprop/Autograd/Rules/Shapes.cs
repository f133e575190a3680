using Backprop.Formatting;
using Backprop.Kernels;
using Backprop.Memory;

namespace Backprop;

/// <content>Operations that move elements without computing, each with its rule.</content>
public partial class Tensor
{
    /// <summary>
    /// Stretches axes of extent 1, and adds axes in front, by copying: broadcasting. Every copy's gradient comes
    /// back to the element that was copied, so ∂L/∂x = G summed over the copies (<see cref="SumTo"/>).
    /// </summary>
    /// <param name="shape">The shape to stretch to.</param>
    /// <exception cref="ShapeMismatchException">This tensor's shape does not stretch to <paramref name="shape"/>.</exception>
    public Tensor Expand(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return Stretch(shape).AsResult();
    }

    /// <summary>The same for an operand, which nobody else sees.</summary>
    private Tensor Stretch(Shape shape)
    {
        if (shape == Shape)
        {
            return this;
        }

        if (!Broadcasting.CanExpand(Shape, shape))
        {
            throw new ShapeMismatchException("expand", $"{Shape} does not expand to {shape}");
        }

        BackwardPass.CheckUnchanged(this);
        Tensor stretched = new(shape, new View(Storage, Shape, shape, isTransposed: false));
        return stretched.MadeBy("expand", new Edge(this, (g, _) => g.SumTo(Shape)));
    }

    /// <summary>The same elements in the same order under another shape. ∂L/∂x = G in x's shape.</summary>
    /// <param name="extents">The new extents; one of them may be −1, which stands for what is left.</param>
    /// <exception cref="ShapeMismatchException">The numbers of elements differ.</exception>
    public Tensor Reshape(params ReadOnlySpan<int> extents)
    {
        var shape = Infer(extents);
        BackwardPass.CheckUnchanged(this);
        return Alias(shape).MadeBy("reshape", new Edge(this, (g, _) => g.Reshape(Shape.Extents)));
    }

    /// <summary>Drops an axis of extent 1. ∂L/∂x = G in x's shape.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ShapeMismatchException">Its extent is not 1.</exception>
    public Tensor Squeeze(int axis)
    {
        axis = Shape.Axis(axis);
        return Shape[axis] == 1
            ? Reshape(Shape.Dropping([axis]).Extents)
            : throw new ShapeMismatchException("squeeze", Invariant($"axis {axis} of shape {Shape} has extent {Shape[axis]}, not 1"));
    }

    /// <summary>Adds an axis of extent 1. ∂L/∂x = G in x's shape.</summary>
    /// <param name="axis">Where it stands in the result; −1 is the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">The result would have no such axis.</exception>
    public Tensor Unsqueeze(int axis)
    {
        if (axis < -Rank - 1 || axis > Rank)
        {
            throw new OutOfRangeException(
                nameof(axis), Invariant($"unsqueeze: axis {axis} does not exist in a tensor of {Rank + 1} axes"));
        }

        var place = axis < 0 ? axis + Rank + 1 : axis;
        return Reshape([.. Shape.Extents[..place], 1, .. Shape.Extents[place..]]);
    }

    /// <summary>Makes one axis of an axis and all after it. ∂L/∂x = G in x's shape.</summary>
    /// <param name="startAxis">The first of the axes; 0 gives a vector.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Flatten(int startAxis = 0) => Rank == 0
        ? Reshape(1)
        : Reshape([.. Shape.Extents[..Shape.Axis(startAxis)], Shape.Extents[Shape.Axis(startAxis)..].ToArray().Aggregate(1, (n, extent) => n * extent)]);

    /// <summary>Two axes swapped. ∂L/∂x = G with the same two swapped.</summary>
    /// <param name="axisA">The one axis; −1 is the last.</param>
    /// <param name="axisB">The other axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Transpose(int axisA, int axisB)
    {
        int[] order = [.. Enumerable.Range(0, Rank)];
        (axisA, axisB) = (Shape.Axis(axisA), Shape.Axis(axisB));
        (order[axisA], order[axisB]) = (axisB, axisA);
        return Permute(order);
    }

    /// <summary>The axes in another order. ∂L/∂x = G with its axes back in x's order.</summary>
    /// <param name="order">For each axis of the result, which axis of x it is.</param>
    /// <exception cref="ShapeMismatchException">The order does not name every axis once.</exception>
    public Tensor Permute(params ReadOnlySpan<int> order)
    {
        int[] axes = [.. order];
        if (axes.Length != Rank || axes.Any(axis => axis < -Rank || axis >= Rank)
            || axes.Select(Shape.Axis).Distinct().Count() != Rank)
        {
            throw new ShapeMismatchException(
                "permute", Invariant($"({NumberList.Of(axes)}) does not name each of the {Rank} axes of shape {Shape} once"));
        }

        axes = [.. axes.Select(Shape.Axis)];
        var strides = Shape.Strides();
        Shape shape = new([.. axes.Select(axis => Shape[axis])]);
        var values = Scratch.New(Size);
        if (Size > 0)
        {
            StridedCopy.Copy(Data, [.. axes.Select(axis => strides[axis])], values, shape.Strides(), shape.Extents);
        }

        return Record("permute", shape, values, new Edge(this, (g, _) => g.Permute(Inverse(axes))));
    }

    /// <summary>The axes that are named behind all others, each group in its order.</summary>
    private Tensor MoveToEnd(int[] axes) => Permute(OrderToEnd(axes));

    private int[] InverseOfMoveToEnd(int[] axes) => Inverse(OrderToEnd(axes));

    private int[] OrderToEnd(int[] axes) => [.. Enumerable.Range(0, Rank).Except(axes), .. axes];

    private static int[] Inverse(int[] order)
    {
        var inverse = new int[order.Length];
        for (var axis = 0; axis < order.Length; axis++)
        {
            inverse[order[axis]] = axis;
        }

        return inverse;
    }

    /// <summary>Replaces an extent of −1 by what makes the number of elements fit.</summary>
    private Shape Infer(ReadOnlySpan<int> extents)
    {
        int[] inferred = [.. extents];
        var open = Array.IndexOf(inferred, -1);
        if (open >= 0)
        {
            inferred[open] = 1;
            var rest = new Shape(inferred).Size;
            inferred[open] = rest > 0 ? Size / rest : throw new ShapeMismatchException(
                "reshape", $"({NumberList.Of(extents.ToArray())}) has an extent of 0, so any extent fits in place of −1; write the one that is meant");
        }

        var shape = new Shape(inferred);
        return shape.Size == Size
            ? shape
            : throw new ShapeMismatchException(
                "reshape",
                Invariant($"{Shape} has {Size} elements, which do not fit ({NumberList.Of(extents.ToArray())})"));
    }
}
