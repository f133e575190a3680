using System.Buffers;
using System.Numerics.Tensors;

namespace Backprop.Kernels;

/// <summary>Functions of a whole row, for each row of a matrix.</summary>
internal static class RowKernels
{
    /// <summary>y = e^(x − m)/Σe^(x − m) with the row's largest element m, so that nothing overflows.</summary>
    public static void Softmax(ReadOnlySpan<double> x, Span<double> y, int columns)
    {
        for (var start = 0; start < x.Length; start += columns)
        {
            var from = x.Slice(start, columns);
            var to = y.Slice(start, columns);
            TensorPrimitives.Subtract(TensorPrimitives.Max(from), from, to);
            Exponential.OfNegative(to, to);
            TensorPrimitives.Divide(to, TensorPrimitives.Sum(to), to);
        }
    }

    /// <summary>
    /// y = (x − m) − ln Σe^(x − m) with the row's largest element m. The logarithm is that of 1 + the others' share, so that a class
    /// that is nearly certain keeps its small loss, and m never meets it, since a large m would swallow it.
    /// </summary>
    public static void LogSoftmax(ReadOnlySpan<double> x, Span<double> y, int columns)
    {
        for (var start = 0; start < x.Length; start += columns)
        {
            var from = x.Slice(start, columns);
            var to = y.Slice(start, columns);
            var rest = LogOfSum(from, to, out var largest);
            TensorPrimitives.Subtract(from, largest, to);
            TensorPrimitives.Subtract(to, rest, to);
        }
    }

    /// <summary>ln Σeˣ of one row.</summary>
    public static double LogSumExp(ReadOnlySpan<double> row)
    {
        var powers = ArrayPool<double>.Shared.Rent(row.Length);
        var rest = LogOfSum(row, powers.AsSpan(0, row.Length), out var largest);
        ArrayPool<double>.Shared.Return(powers);
        return largest + rest;
    }

    /// <summary>
    /// ln Σe^(x − m) with the row's largest element m, as ln(1 + the sum over the others); m is 0 instead where it is not finite.
    /// </summary>
    private static double LogOfSum(ReadOnlySpan<double> row, Span<double> powers, out double largest)
    {
        var place = TensorPrimitives.IndexOfMax(row);
        largest = row[place];
        if (!double.IsFinite(largest))
        {
            largest = 0;
            TensorPrimitives.Exp(row, powers);
            return Math.Log(TensorPrimitives.Sum<double>(powers));
        }

        TensorPrimitives.Subtract(largest, row, powers);
        Exponential.OfNegative(powers, powers);
        powers[place] = 0;
        return SpecialFunctionKernels.Log1p(TensorPrimitives.Sum<double>(powers));
    }

    /// <summary>p = y·(g − Σg·y) for each row.</summary>
    public static void SoftmaxPullback(ReadOnlySpan<double> g, ReadOnlySpan<double> y, Span<double> p, int columns)
    {
        for (var start = 0; start < g.Length; start += columns)
        {
            var from = g.Slice(start, columns);
            var softmax = y.Slice(start, columns);
            var to = p.Slice(start, columns);
            TensorPrimitives.Subtract(from, TensorPrimitives.Dot(from, softmax), to);
            TensorPrimitives.Multiply(to, softmax, to);
        }
    }

    /// <summary>y = (x − x̄)/s with the row's mean x̄ and s = √(Σ(x − x̄)²/n + ε).</summary>
    public static void Standardise(ReadOnlySpan<double> x, Span<double> y, int columns, double epsilon)
    {
        for (var start = 0; start < x.Length; start += columns)
        {
            var from = x.Slice(start, columns);
            var to = y.Slice(start, columns);
            TensorPrimitives.Subtract(from, TensorPrimitives.Sum(from) / columns, to);
            TensorPrimitives.Divide(to, Math.Sqrt((TensorPrimitives.SumOfSquares(to) / columns) + epsilon), to);
        }
    }

    /// <summary>p = (g − ḡ − y·(the mean of g·y))/s for each row, with y and s as in <see cref="Standardise"/>.</summary>
    public static void StandardisePullback(
        ReadOnlySpan<double> g, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> p, int columns, double epsilon)
    {
        for (var start = 0; start < g.Length; start += columns)
        {
            var from = g.Slice(start, columns);
            var standardised = y.Slice(start, columns);
            var to = p.Slice(start, columns);
            TensorPrimitives.Subtract(x.Slice(start, columns), TensorPrimitives.Sum(x.Slice(start, columns)) / columns, to);
            var s = Math.Sqrt((TensorPrimitives.SumOfSquares(to) / columns) + epsilon);
            var slope = TensorPrimitives.Dot(from, standardised) / columns;
            TensorPrimitives.Subtract(from, TensorPrimitives.Sum(from) / columns, to);
            TensorPrimitives.MultiplyAdd(standardised, -slope, to, to);
            TensorPrimitives.Divide(to, s, to);
        }
    }
}
