using Backprop.Kernels;

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
        if (shape == Shape)
        {
            return this;
        }

        if (!Broadcasting.CanExpand(Shape, shape))
        {
            throw new ShapeMismatchException("expand", $"{Shape} does not expand to {shape}");
        }

        var values = new double[shape.Size];
        BroadcastKernels.Expand(this.values, Shape, values, shape);
        return Record("expand", shape, values, new Edge(this, (g, _) => g.SumTo(Shape)));
    }

    /// <summary>The same elements in the same order under another shape. ∂L/∂x = G in x's shape.</summary>
    /// <param name="extents">The new extents; one of them may be −1, which stands for what is left.</param>
    /// <exception cref="ShapeMismatchException">The numbers of elements differ.</exception>
    public Tensor Reshape(params ReadOnlySpan<int> extents)
    {
        var shape = Infer(extents);
        return Record("reshape", shape, ToArray(), new Edge(this, (g, _) => g.Reshape(Shape.Extents)));
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
            inferred[open] = rest > 0 ? Size / rest : 0;
        }

        var shape = new Shape(inferred);
        return shape.Size == Size
            ? shape
            : throw new ShapeMismatchException(
                "reshape",
                $"{Shape} has {Size} elements, which do not fit ({string.Join(", ", extents.ToArray())})");
    }
}
