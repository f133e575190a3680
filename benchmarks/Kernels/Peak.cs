using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Backprop.Benchmarks.Kernels;

/// <summary>How many multiplications, each with an addition, a core of this machine can do at most.</summary>
internal static class Peak
{
    private const int Rounds = 15;
    private const int Steps = 200_000;

    /// <summary>Multiply-adds in a second: the fastest of some rounds of sixteen chains that do not wait for each other.</summary>
    public static double Measure()
    {
        var fastest = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            if (!double.IsFinite(Run(Vector512.Create(0.999), Vector512.Create(1e-3))))
            {
                throw new InvalidOperationException("the chains of the peak's measurement have overflowed");
            }

            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return 16.0 * Vector512<double>.Count * Steps / fastest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Run(Vector512<double> factor, Vector512<double> term)
    {
        Vector512<double> a = term, b = term, c = term, d = term, e = term, f = term, g = term, h = term,
            i = term, j = term, k = term, l = term, m = term, n = term, o = term, p = term;
        for (var step = 0; step < Steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, term);
            b = Vector512.FusedMultiplyAdd(b, factor, term);
            c = Vector512.FusedMultiplyAdd(c, factor, term);
            d = Vector512.FusedMultiplyAdd(d, factor, term);
            e = Vector512.FusedMultiplyAdd(e, factor, term);
            f = Vector512.FusedMultiplyAdd(f, factor, term);
            g = Vector512.FusedMultiplyAdd(g, factor, term);
            h = Vector512.FusedMultiplyAdd(h, factor, term);
            i = Vector512.FusedMultiplyAdd(i, factor, term);
            j = Vector512.FusedMultiplyAdd(j, factor, term);
            k = Vector512.FusedMultiplyAdd(k, factor, term);
            l = Vector512.FusedMultiplyAdd(l, factor, term);
            m = Vector512.FusedMultiplyAdd(m, factor, term);
            n = Vector512.FusedMultiplyAdd(n, factor, term);
            o = Vector512.FusedMultiplyAdd(o, factor, term);
            p = Vector512.FusedMultiplyAdd(p, factor, term);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p);
    }
}
