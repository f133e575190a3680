using System.Buffers;
using System.Numerics.Tensors;

namespace Backprop.Kernels;

/// <summary>
/// Copies a narrow array over a wide one (expand) and sums a wide array into a narrow one (its transpose).
/// </summary>
/// <remarks>
/// Neighbouring axes that are both stretched, or both kept, are one run. What is left is a short list of
/// alternating runs, walked from the outermost; the innermost is one call on a whole row.
/// </remarks>
internal static class BroadcastKernels
{
    /// <summary>Fills <paramref name="wide"/> with copies of <paramref name="narrow"/>.</summary>
    public static void Expand(ReadOnlySpan<double> narrow, Shape from, Span<double> wide, Shape to)
    {
        if (wide.IsEmpty)
        {
            return;
        }

        Span<Run> runs = stackalloc Run[Shape.MaxRank + 1];
        Expand(narrow, wide, RunsOf(from, to, runs));
    }

    /// <summary>Adds up in <paramref name="narrow"/> all elements that Expand would have copied from it.</summary>
    public static void SumTo(ReadOnlySpan<double> wide, Shape from, Span<double> narrow, Shape to)
    {
        narrow.Clear();
        if (wide.IsEmpty)
        {
            return;
        }

        Span<Run> runs = stackalloc Run[Shape.MaxRank + 1];
        runs = runs[..RunsOf(to, from, runs).Length];
        if (Threads.AreWorthTheirWhile(wide.Length) && (!runs[0].Stretched || runs[0].Extent > PairwiseSum.Block))
        {
            AddInParts(wide, narrow, runs.ToArray());
        }
        else
        {
            AddTo(wide, narrow, runs);
        }
    }

    private static void Expand(ReadOnlySpan<double> narrow, Span<double> wide, ReadOnlySpan<Run> runs)
    {
        var run = runs[0];
        if (runs.Length == 1)
        {
            if (run.Stretched)
            {
                wide.Fill(narrow[0]);
            }
            else
            {
                narrow.CopyTo(wide);
            }

            return;
        }

        var (rowOfNarrow, rowOfWide) = (run.Stretched ? 0 : narrow.Length / run.Extent, wide.Length / run.Extent);
        var length = run.Stretched ? narrow.Length : rowOfNarrow;
        for (var i = 0; i < run.Extent; i++)
        {
            Expand(narrow.Slice(i * rowOfNarrow, length), wide.Slice(i * rowOfWide, rowOfWide), runs[1..]);
        }
    }

    /// <summary>The same sums on several threads: some of the outermost sums each, or half of the terms, as <see cref="AddHalves"/> adds them.</summary>
    private static unsafe void AddInParts(ReadOnlySpan<double> wide, Span<double> narrow, Run[] runs)
    {
        const int MostParts = 8;
        var (extent, isStretched) = (runs[0].Extent, runs[0].Stretched);
        var parts = isStretched ? 2 : Math.Min(MostParts, extent);
        var (rowOfWide, rowOfNarrow) = (wide.Length / extent, isStretched ? 0 : narrow.Length / extent);
        var secondHalf = isStretched ? new double[narrow.Length] : [];
        fixed (double* pinnedWide = wide, pinnedNarrow = narrow, pinnedHalf = secondHalf)
        {
            double* from = pinnedWide, to = pinnedNarrow, half = pinnedHalf;
            var length = narrow.Length;
            Threads.Run(parts, part =>
            {
                var first = RowBefore(part);
                var rows = RowBefore(part + 1) - first;
                var sums = isStretched ? new Span<double>(part == 0 ? to : half, length) : new(to + (first * rowOfNarrow), rows * rowOfNarrow);
                AddTo(new(from + (first * rowOfWide), rows * rowOfWide), sums, [new Run(rows, isStretched), .. runs[1..]]);
            });
        }

        if (isStretched)
        {
            TensorPrimitives.Add(narrow, secondHalf, narrow);
        }

        int RowBefore(int part) => (int)((long)extent * part / parts);
    }

    private static void AddTo(ReadOnlySpan<double> wide, Span<double> narrow, ReadOnlySpan<Run> runs)
    {
        var run = runs[0];
        if (runs.Length == 1)
        {
            if (run.Stretched)
            {
                narrow[0] += PairwiseSum.Of(wide);
            }
            else
            {
                TensorPrimitives.Add(narrow, wide, narrow);
            }

            return;
        }

        var (rowOfNarrow, rowOfWide) = (run.Stretched ? 0 : narrow.Length / run.Extent, wide.Length / run.Extent);
        if (run.Stretched && run.Extent > PairwiseSum.Block)
        {
            AddHalves(wide, narrow, runs, run.Extent / 2 * rowOfWide);
            return;
        }

        var length = run.Stretched ? narrow.Length : rowOfNarrow;
        for (var i = 0; i < run.Extent; i++)
        {
            AddTo(wide.Slice(i * rowOfWide, rowOfWide), narrow.Slice(i * rowOfNarrow, length), runs[1..]);
        }
    }

    /// <summary>Adds up the first rows and the others on their own, so that errors grow with the logarithm of their number.</summary>
    private static void AddHalves(ReadOnlySpan<double> wide, Span<double> narrow, ReadOnlySpan<Run> runs, int split)
    {
        var rented = ArrayPool<double>.Shared.Rent(narrow.Length);
        var other = rented.AsSpan(0, narrow.Length);
        other.Clear();
        Span<Run> half = stackalloc Run[runs.Length];
        runs.CopyTo(half);
        half[0] = new Run(runs[0].Extent / 2, Stretched: true);
        AddTo(wide[..split], narrow, half);
        half[0] = new Run(runs[0].Extent - (runs[0].Extent / 2), Stretched: true);
        AddTo(wide[split..], other, half);
        TensorPrimitives.Add(narrow, other, narrow);
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>The alternating runs of kept and stretched axes between a narrow shape and a wide one.</summary>
    private static ReadOnlySpan<Run> RunsOf(Shape narrow, Shape wide, Span<Run> runs)
    {
        var count = 0;
        for (var axis = 0; axis < wide.Rank; axis++)
        {
            if (wide[axis] == 1)
            {
                continue;
            }

            var stretched = Broadcasting.Aligned(narrow, axis, wide.Rank) == 1;
            if (count > 0 && runs[count - 1].Stretched == stretched)
            {
                runs[count - 1] = new Run(runs[count - 1].Extent * wide[axis], stretched);
            }
            else
            {
                runs[count++] = new Run(wide[axis], stretched);
            }
        }

        if (count == 0)
        {
            runs[count++] = new Run(1, Stretched: false);
        }

        return runs[..count];
    }

    private readonly record struct Run(int Extent, bool Stretched);
}
