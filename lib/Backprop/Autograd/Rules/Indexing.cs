using System.Runtime.CompilerServices;
using Backprop.Formatting;
using Backprop.Kernels;
using Backprop.Memory;

namespace Backprop;

/// <content>Operations that cut tensors apart, put them together and look elements up, each with its rule.</content>
public partial class Tensor
{
    /// <summary>
    /// A part of the tensor: for each axis, from the first on, a range (<c>1..^1</c>, or in steps <c>(1..^1).Step(2)</c>; the axis
    /// stays) or an index (<c>0</c> or <c>^1</c>, the axis goes); axes that are not mentioned stay whole. ∂L/∂x = G there, and 0
    /// elsewhere.
    /// </summary>
    /// <param name="slices">The ranges and indices.</param>
    /// <exception cref="ShapeMismatchException">There are more of them than axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One reaches over the end of its axis.</exception>
    [IndexerName("Part")] // "Item" is the number that a tensor of one element holds
    public Tensor this[params ReadOnlySpan<Slice> slices]
    {
        get
        {
            if (slices.Length > Rank)
            {
                throw new ShapeMismatchException("slice", Invariant($"{slices.Length} ranges and indices are too many for shape {Shape}"));
            }

            var (part, dropped) = (AsResult(), new List<int>());
            for (var axis = 0; axis < slices.Length; axis++)
            {
                var (start, length) = slices[axis].On(axis, Shape);
                part = part.Narrow(axis, start, length);
                part = slices[axis].Step == 1 ? part : part.Every(slices[axis].Step, axis);
                if (slices[axis].IsIndex)
                {
                    dropped.Add(axis);
                }
            }

            return Drop(part, [.. dropped], keepDims: false);
        }
    }

    /// <summary>Tensors one after the other along an axis. The gradient of each is its part of G.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="tensors">The tensors, in shapes that are equal but for that axis.</param>
    /// <exception cref="ArgumentException">There is no tensor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ in another axis.</exception>
    public static Tensor Concatenate(int axis, params ReadOnlySpan<Tensor> tensors)
    {
        Tensor[] parts = [.. tensors];
        if (parts.Length == 0)
        {
            throw new InvalidArgumentException("concatenate: there is no tensor");
        }

        axis = parts[0].Shape.Axis(axis);
        foreach (var part in parts)
        {
            if (part.Rank != parts[0].Rank || part.Shape.With(axis, 1) != parts[0].Shape.With(axis, 1))
            {
                throw new ShapeMismatchException(
                    "concatenate", Invariant($"{parts[0].Shape} and {part.Shape} differ in more than axis {axis}"));
            }
        }

        var shape = parts[0].Shape.With(axis, parts.Sum(part => part.Shape[axis]));
        var values = Scratch.New(shape.Size);
        List<Edge> edges = [];
        var start = 0;
        foreach (var part in parts)
        {
            CopyPart(part.Values, part.Shape, values, shape, start * shape.Strides()[axis]);
            var (from, length) = (start, part.Shape[axis]);
            edges.Add(new Edge(part, (g, _) => g.Narrow(axis, from, length)));
            start += length;
        }

        return Record("concatenate", shape, values, [.. edges]);
    }

    /// <summary>Tensors of one shape along a new axis. The gradient of each is its part of G.</summary>
    /// <param name="axis">Where the axis stands in the result; −1 is the last.</param>
    /// <param name="tensors">The tensors.</param>
    /// <exception cref="ArgumentException">There is no tensor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The result would have no such axis.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Tensor Stack(int axis, params ReadOnlySpan<Tensor> tensors)
    {
        List<Tensor> parts = [];
        foreach (var tensor in tensors)
        {
            parts.Add(tensor.Shape == tensors[0].Shape
                ? tensor.Unsqueeze(axis)
                : throw new ShapeMismatchException("stack", $"{tensors[0].Shape} and {tensor.Shape} differ"));
        }

        return Concatenate(axis, [.. parts]);
    }

    /// <summary>The tensor cut into parts along an axis. ∂L/∂x collects the parts' gradients.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="lengths">The extents of the parts.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ShapeMismatchException">The extents do not add up to the axis's.</exception>
    public Tensor[] Split(int axis, params ReadOnlySpan<int> lengths)
    {
        axis = Shape.Axis(axis);
        int[] extents = [.. lengths];
        if (extents.Sum() != Shape[axis] || extents.Any(extent => extent < 0))
        {
            throw new ShapeMismatchException(
                "split", Invariant($"({NumberList.Of(extents)}) does not add up to the {Shape[axis]} of axis {axis} of shape {Shape}"));
        }

        return [.. extents.Select((extent, part) => Narrow(axis, extents[..part].Sum(), extent))];
    }

    /// <summary>Looks elements up along an axis: yᵢⱼ = x at (indexᵢⱼ, j) for axis 0. ∂L/∂x adds G up where it came from.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="indices">Whole numbers, in a shape that is x's but for that axis; it is the result's shape.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index lies outside it.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ in another axis.</exception>
    public Tensor Gather(int axis, Tensor indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        axis = Shape.Axis(axis);
        var places = Places("gather", axis, indices, Shape);
        double[] values = [.. places.Select(place => Values[place])];
        return Record("gather", indices.Shape, values, new Edge(this, (g, _) =>
        {
            BackwardPass.CheckUnchanged(indices); // the places are known, but gradients of gradients read the indices again
            return g.Scatter(axis, indices, places, Shape);
        }));
    }

    /// <summary>
    /// Adds elements of a source up at the places that their indices name: for axis 0, sᵢⱼ is added to x at (indexᵢⱼ, j).
    /// ∂L/∂x = G, and ∂L/∂s is G looked up at the same indices (<see cref="Gather"/>). x itself stays as it is.
    /// </summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="indices">Whole numbers, in a shape that is x's but for that axis; one may be named several times.</param>
    /// <param name="source">s, in the shape of the indices.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index lies outside it.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ in another axis, or those of source and indices differ.</exception>
    public Tensor ScatterAdd(int axis, Tensor indices, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(source);
        axis = Shape.Axis(axis);
        return source.Shape == indices.Shape
            ? this + source.Scatter(axis, indices, Places("scatter add", axis, indices, Shape), Shape)
            : throw new ShapeMismatchException("scatter add", $"source {source.Shape} and indices {indices.Shape} differ");
    }

    /// <summary>Picks whole slices along an axis by their indices. ∂L/∂x adds G up where it came from.</summary>
    /// <param name="axis">The axis; −1 is the last.</param>
    /// <param name="indices">A vector of whole numbers; one may be picked several times.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index lies outside it.</exception>
    /// <exception cref="ShapeMismatchException">The indices are no vector.</exception>
    public Tensor IndexSelect(int axis, Tensor indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        axis = Shape.Axis(axis);
        if (indices.Rank != 1)
        {
            throw new ShapeMismatchException("index select", $"a vector of indices is expected, not one of shape {indices.Shape}");
        }

        var shape = Shape.With(axis, indices.Size);
        Shape column = new([.. Enumerable.Range(0, Rank).Select(one => one == axis ? indices.Size : 1)]);
        return Gather(axis, indices.Detach().Reshape(column.Extents).Expand(shape));
    }

    /// <summary>The transpose of <see cref="Gather"/>: adds every element up at the place that its index names.</summary>
    private Tensor Scatter(int axis, Tensor indices, int[] places, Shape shape)
    {
        var sums = Scratch.New(shape.Size);
        sums.AsSpan().Clear();
        for (var i = 0; i < places.Length; i++)
        {
            sums[places[i]] += Values[i];
        }

        return Record("scatter", shape, sums, new Edge(this, (g, _) => g.Gather(axis, indices)));
    }

    /// <summary>A stretch of an axis. ∂L/∂x = G there, and 0 elsewhere.</summary>
    private Tensor Narrow(int axis, int start, int length)
    {
        if (start == 0 && length == Shape[axis])
        {
            return AsResult();
        }

        var shape = Shape.With(axis, length);
        var values = Scratch.New(shape.Size);
        if (shape.Size > 0)
        {
            StridedCopy.Copy(Data[(start * Shape.Strides()[axis])..], Shape.Strides(), values, shape.Strides(), shape.Extents);
        }

        return Record("slice", shape, values, new Edge(this, (g, _) => g.Pad(axis, start, Shape[axis])));
    }

    /// <summary>The transpose of <see cref="Narrow"/>: a stretch of an axis among zeros. ∂L/∂x = that stretch of G.</summary>
    private Tensor Pad(int axis, int start, int extent)
    {
        var shape = Shape.With(axis, extent);
        var values = Scratch.New(shape.Size);
        values.AsSpan().Clear();
        CopyPart(Values, Shape, values, shape, start * shape.Strides()[axis]);
        return Record("pad", shape, values, new Edge(this, (g, _) => g.Narrow(axis, start, Shape[axis])));
    }

    private static void CopyPart(double[] part, Shape partShape, double[] whole, Shape wholeShape, int offset)
    {
        if (part.Length > 0)
        {
            StridedCopy.Copy(part, partShape.Strides(), whole.AsSpan(offset), wholeShape.Strides(), partShape.Extents);
        }
    }

    /// <summary>For each index, the place in row-major order of the element that it names.</summary>
    private static int[] Places(string operation, int axis, Tensor indices, Shape shape)
    {
        if (indices.Rank != shape.Rank || indices.Shape.With(axis, 1) != shape.With(axis, 1))
        {
            throw new ShapeMismatchException(operation, Invariant($"indices {indices.Shape} and {shape} differ in more than axis {axis}"));
        }

        var (stride, extent) = (shape.Strides()[axis], shape[axis]);
        var (own, block) = (indices.Shape[axis], indices.Shape.Strides()[axis]);
        var places = new int[indices.Size];
        for (var i = 0; i < places.Length; i++)
        {
            var index = indices.Values[i];
            if (!(index >= 0 && index < extent) || index != Math.Floor(index))
            {
                throw new OutOfRangeException(
                    nameof(indices), Invariant(
                        $"{operation}: index {index} at {indices.Shape.IndexText(i)} is not a whole number from 0 to {extent - 1}, axis {axis} of shape {shape}"));
            }

            places[i] = (i / (block * own) * stride * extent) + ((int)index * stride) + (i % block);
        }

        return places;
    }
}
