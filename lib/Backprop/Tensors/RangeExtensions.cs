namespace Backprop;

/// <summary>Steps for C#'s ranges, which have none of their own.</summary>
public static class RangeExtensions
{
    /// <summary>
    /// Every so many indices of a range, for the brackets behind a tensor: the range's first index, and on from there; or, if the
    /// step is negative, its last index, and back from there. <c>x[(1..9).Step(2)]</c> is NumPy's <c>x[1:9:2]</c>, and
    /// <c>x[(..).Step(-1)]</c> is <c>x[::-1]</c>.
    /// </summary>
    /// <param name="range">The range.</param>
    /// <param name="step">How far apart the indices are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    public static Slice Step(this Range range, int step) => new(range, step);
}
