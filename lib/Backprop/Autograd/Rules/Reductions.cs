using System.Numerics.Tensors;
using Backprop.Formatting;
using Backprop.Kernels;
using Backprop.Memory;

namespace Backprop;

/// <content>
/// Operations that make one number of many, along one axis, several or all; each with its rule. With keepDims the axes
/// stay, with extent 1, so that the result broadcasts with what it was computed from.
/// </content>
public partial class Tensor
{
    private delegate double RowReduction(ReadOnlySpan<double> row);

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
            return AsResult();
        }

        if (!Broadcasting.CanExpand(shape, Shape))
        {
            throw new ShapeMismatchException("sum to", $"{Shape} does not sum to {shape}, since {shape} does not expand to it");
        }

        var values = Scratch.New(shape.Size);
        BroadcastKernels.SumTo(Data, Shape, values, shape);
        return Record("sum to", shape, values, new Edge(this, (g, _) => g.Expand(Shape)));
    }

    /// <summary>The sum. ∂L/∂x = G, copied to every element.</summary>
    /// <param name="axis">The axes to sum over; all, if nothing is said.</param>
    /// <param name="keepDims">Whether they stay, with extent 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Sum(Axes axis = default, bool keepDims = false)
    {
        var axes = axis.Of(Shape);
        return Drop(SumTo(Shape.Keeping(axes)), axes, keepDims);
    }

    /// <summary>The mean. ∂L/∂x = G/n, copied to every element, for n elements that each mean is made of.</summary>
    /// <param name="axis">The axes to average over; all, if nothing is said.</param>
    /// <param name="keepDims">Whether they stay, with extent 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">There is nothing to average.</exception>
    public Tensor Mean(Axes axis = default, bool keepDims = false)
    {
        var count = Count("mean", axis.Of(Shape));
        return Sum(axis, keepDims) / count;
    }

    /// <summary>The largest element. The gradient goes to it; where several are largest, an equal part to each.</summary>
    /// <param name="axis">The axes to search along; all, if nothing is said.</param>
    /// <param name="keepDims">Whether they stay, with extent 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">There is nothing to search.</exception>
    public Tensor Max(Axes axis = default, bool keepDims = false) => Extreme("max", axis, keepDims, TensorPrimitives.Max);

    /// <summary>The smallest element. The gradient goes to it; where several are smallest, an equal part to each.</summary>
    /// <param name="axis">The axes to search along; all, if nothing is said.</param>
    /// <param name="keepDims">Whether they stay, with extent 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">There is nothing to search.</exception>
    public Tensor Min(Axes axis = default, bool keepDims = false) => Extreme("min", axis, keepDims, TensorPrimitives.Min);

    /// <summary>The variance Σ(x − x̄)²/(n − c) of n elements with mean x̄. ∂L/∂x = 2·G·(x − x̄)/(n − c).</summary>
    /// <param name="axis">The axes along which it is taken; all, if nothing is said.</param>
    /// <param name="correction">c: 1 for an estimate from a sample (the default, as in PyTorch), 0 for all there is.</param>
    /// <param name="keepDims">Whether the axes stay, with extent 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">There are not more than c elements.</exception>
    public Tensor Variance(Axes axis = default, int correction = 1, bool keepDims = false)
    {
        var count = Count("variance", axis.Of(Shape));
        return count > correction
            ? (this - Mean(axis, keepDims: true)).Square().Sum(axis, keepDims) / (count - correction)
            : throw new InvalidArgumentException(Invariant($"variance: {count} elements are too few for a correction of {correction}"));
    }

    /// <summary>The standard deviation, the root of <see cref="Variance"/>. Where it is 0, no gradient passes.</summary>
    /// <inheritdoc cref="Variance"/>
    public Tensor StandardDeviation(Axes axis = default, int correction = 1, bool keepDims = false) =>
        Variance(axis, correction, keepDims).Root();

    /// <summary>The Euclidean norm √Σx². ∂L/∂x = G·x/norm, and 0 where the norm is 0.</summary>
    /// <param name="axis">The axes along which it is taken; all, if nothing is said.</param>
    /// <param name="keepDims">Whether they stay, with extent 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Norm(Axes axis = default, bool keepDims = false) => Square().Sum(axis, keepDims).Root();

    /// <summary>
    /// y = ln Σeˣ, computed as m + ln Σe^(x−m) with the largest element m, so that nothing overflows. ∂L/∂x = G·softmax(x).
    /// Where y is infinite that is taken to the limit: of a sum with +∞ the gradient goes to the infinite elements, an
    /// equal part to each, and of a sum of nothing but −∞ no gradient passes.
    /// </summary>
    /// <param name="axis">The axes to sum over; all, if nothing is said.</param>
    /// <param name="keepDims">Whether they stay, with extent 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">There is nothing to sum.</exception>
    public Tensor LogSumExp(Axes axis = default, bool keepDims = false)
    {
        var axes = axis.Of(Shape);
        var found = ReduceRows("log-sum-exp", axis, keepDims: true, RowKernels.LogSumExp);
        return Drop(Record("log-sum-exp", found.Shape, found.Values, new Edge(this, (g, y) => g * PartsOf(y, axis))), axes, keepDims);
    }

    /// <summary>softmax(x), and what it tends to where y = ln Σeˣ is infinite.</summary>
    private Tensor PartsOf(Tensor y, Axes axis)
    {
        var isInfinite = y.Detach().Abs().EqualTo(double.PositiveInfinity);
        if (!isInfinite.Any())
        {
            return Softmax(axis);
        }

        var isLargest = EqualTo(double.PositiveInfinity);
        var parts = isLargest / Maximum(isLargest.Sum(axis, keepDims: true), 1);
        return Where(isInfinite, parts, Where(isInfinite, 0, this).Softmax(axis));
    }

    /// <summary>y = eˣ/Σeˣ: positive numbers with the sum 1. ∂L/∂x = y·(G − ΣG·y).</summary>
    /// <param name="axis">The axes along which the sum is 1; −1 is the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">There is nothing to sum.</exception>
    public Tensor Softmax(Axes axis)
    {
        if (IsLast(axis))
        {
            var columns = Count("softmax", [Rank - 1]);
            return Map(
                "softmax",
                this,
                (x, y) => RowKernels.Softmax(x, y, columns),
                (g, y) => InOnePass(
                    Shape,
                    result => RowKernels.SoftmaxPullback(g.Data, y.Data, result, columns),
                    () => y * (g - (g * y).Sum(axis, keepDims: true))),
                columns);
        }

        var powers = (this - Detach().Max(axis, keepDims: true)).Exp();
        return powers / powers.Sum(axis, keepDims: true);
    }

    /// <summary>
    /// y = (x − x̄)/s along the last axis, with the mean x̄ and s = √(variance + ε).
    /// ∂L/∂x = (G − mean of G − y · mean of G·y)/s.
    /// </summary>
    /// <param name="epsilon">ε.</param>
    /// <remarks>Source: Ba, Kiros and Hinton, "Layer Normalization" (2016).</remarks>
    internal Tensor Standardise(double epsilon)
    {
        var columns = Count("standardise", [Rank - 1]);
        return Map("standardise", this, (x, y) => RowKernels.Standardise(x, y, columns, epsilon), PullBack, columns);

        Tensor PullBack(Tensor g, Tensor y) => InOnePass(
            Shape,
            result => RowKernels.StandardisePullback(g.Data, Data, y.Data, result, columns, epsilon),
            () =>
            {
                var s = (Variance(-1, correction: 0, keepDims: true) + epsilon).Sqrt();
                return (g - g.Mean(-1, keepDims: true) - (y * (g * y).Mean(-1, keepDims: true))) / s;
            });
    }

    /// <summary>ln softmax(x) = x − ln Σeˣ, without a logarithm of 0. ∂L/∂x = G − softmax(x)·ΣG.</summary>
    /// <param name="axis">The axes along which the sum is taken; −1 is the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">There is nothing to sum.</exception>
    public Tensor LogSoftmax(Axes axis)
    {
        if (!IsLast(axis))
        {
            return InShares(axis);
        }

        var columns = Count("log softmax", [Rank - 1]);
        return Map(
            "log softmax",
            this,
            (x, y) => RowKernels.LogSoftmax(x, y, columns),
            (g, _) => g - (Softmax(axis) * g.Sum(axis, keepDims: true)),
            columns);
    }

    /// <summary>(x − m) − ln Σe^(x−m) with the largest element m along any axes, or 0 in its place where it is infinite.</summary>
    private Tensor InShares(Axes axis)
    {
        var largest = Detach().Max(axis, keepDims: true);
        var shifted = this - Where(largest.Abs().EqualTo(double.PositiveInfinity), 0, largest);
        return shifted - shifted.LogSumExp(axis, keepDims: true);
    }

    /// <summary>y = √x as the end of a sum of squares: ∂L/∂x = G/2y, and 0 where y = 0, where the sum has a corner.</summary>
    private Tensor Root() => Map(
        "root",
        this,
        TensorPrimitives.Sqrt,
        (g, y) => Where(y.EqualTo(0), 0, g / Where(y.EqualTo(0), 1, 2 * y)));

    private Tensor Extreme(string operation, Axes axis, bool keepDims, RowReduction extreme)
    {
        var axes = axis.Of(Shape);
        var found = ReduceRows(operation, axis, keepDims: true, extreme);
        var result = Record(operation, found.Shape, found.Values, new Edge(this, (g, y) => g * Shares(y)));
        return Drop(result, axes, keepDims);

        Tensor Shares(Tensor y)
        {
            var hits = EqualTo(y);
            return hits / hits.Sum(axis, keepDims: true);
        }
    }

    /// <summary>Applies a function to the elements along some axes, as one row each; nothing is recorded.</summary>
    private Tensor ReduceRows(string operation, Axes axis, bool keepDims, RowReduction reduce)
    {
        var axes = axis.Of(Shape);
        var length = Count(operation, axes);
        var rows = Detach().MoveToEnd(axes);
        var results = Scratch.New(Size / length);
        for (var row = 0; row < results.Length; row++)
        {
            results[row] = reduce(rows.Data.Slice(row * length, length));
        }

        return new Tensor(keepDims ? Shape.Keeping(axes) : Shape.Dropping(axes), results);
    }

    /// <summary>Whether the last axis is meant, whose elements lie side by side.</summary>
    private bool IsLast(Axes axis) => axis.Of(Shape) is [var only] && only == Rank - 1;

    /// <summary>How many elements each result is made of.</summary>
    private int Count(string operation, int[] axes)
    {
        var count = axes.Aggregate(1, (product, axis) => product * Shape[axis]);
        return count > 0
            ? count
            : throw new InvalidArgumentException($"{operation}: shape {Shape} is empty along axes [{NumberList.Of(axes)}]");
    }

    private static Tensor Drop(Tensor kept, int[] axes, bool keepDims) =>
        keepDims || axes.Length == 0 ? kept : kept.Reshape(kept.Shape.Dropping(axes).Extents);
}
