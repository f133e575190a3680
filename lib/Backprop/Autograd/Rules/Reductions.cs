using Backprop.Kernels;

namespace Backprop;

/// <content>Operations that sum over axes, each with its rule.</content>
public partial class Tensor
{
    /// <summary>
    /// Sums over the axes along which <paramref name="shape"/> would be stretched to this tensor's shape: the
    /// transpose of <see cref="Expand"/>. ∂L/∂x = G expanded to x's shape.
    /// </summary>
    /// <param name="shape">The shape to come down to.</param>
    /// <exception cref="ShapeMismatchException"><paramref name="shape"/> does not expand to this tensor's.</exception>
    public Tensor SumTo(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape == Shape)
        {
            return this;
        }

        if (!Broadcasting.CanExpand(shape, Shape))
        {
            throw new ShapeMismatchException("sum to", $"{Shape} does not sum to {shape}, since {shape} does not expand to it");
        }

        var values = new double[shape.Size];
        BroadcastKernels.SumTo(this.values, Shape, values, shape);
        return Record("sum to", shape, values, new Edge(this, (g, _) => g.Expand(Shape)));
    }

    /// <summary>The sum of all elements, a single number. ∂L/∂x = G, copied to every element.</summary>
    public Tensor Sum() => SumTo(Shape.Scalar);

    /// <summary>The sums along one axis. ∂L/∂x = G, copied along the axis.</summary>
    /// <param name="axis">The axis to sum over; −1 is the last.</param>
    /// <param name="keepDims">Whether the axis stays, with extent 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Sum(int axis, bool keepDims = false)
    {
        axis = Shape.Axis(axis);
        int[] kept = [.. Shape.Extents];
        kept[axis] = 1;
        var sums = SumTo(new Shape(kept));
        return keepDims ? sums : sums.Reshape([.. kept[..axis], .. kept[(axis + 1)..]]);
    }

    /// <summary>The mean of all elements, a single number. ∂L/∂x = G/n for n elements.</summary>
    /// <exception cref="ArgumentException">The tensor is empty.</exception>
    public Tensor Mean() => Size > 0
        ? Sum() / Size
        : throw new ArgumentException($"mean: the tensor of shape {Shape} is empty");

    /// <summary>The means along one axis. ∂L/∂x = G/n, copied along the axis of extent n.</summary>
    /// <param name="axis">The axis to average over; −1 is the last.</param>
    /// <param name="keepDims">Whether the axis stays, with extent 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">The axis is empty.</exception>
    public Tensor Mean(int axis, bool keepDims = false)
    {
        var extent = Shape[Shape.Axis(axis)];
        return extent > 0
            ? Sum(axis, keepDims) / extent
            : throw new ArgumentException($"mean: axis {axis} of shape {Shape} is empty");
    }
}
