using System.Globalization;

namespace Backprop.Teaching;

/// <summary>
/// Claims that a notebook makes and proves: each prints a line that a student can read, and throws if it does not hold.
/// </summary>
public static class Check
{
    /// <summary>Two numbers agree: |found − expected| ≤ tolerance · max(1, |expected|).</summary>
    /// <param name="claim">
    /// What is compared, as in "dy/dx, by hand and by finite difference". With "and" between two parties the line says that they agree, and
    /// without it that the number is as expected.
    /// </param>
    /// <param name="found">The number in question.</param>
    /// <param name="expected">What it is held against.</param>
    /// <param name="tolerance">How far apart they may be.</param>
    /// <exception cref="CheckException">They differ by more, or one is not a number.</exception>
    public static void Agree(string claim, double found, double expected, double tolerance)
    {
        var deviation = Math.Abs(found - expected) / Math.Max(1, Math.Abs(expected));
        if (!(deviation <= tolerance))
        {
            throw new CheckException(Text(
                $"{claim}: {found} was found where {expected} was expected; they may differ by {tolerance:0e+0}"));
        }

        Print(claim, deviation);
    }

    /// <summary>Two tensors agree: max|found − expected| ≤ tolerance · max|expected|.</summary>
    /// <param name="claim">What is compared, as in "∂L/∂W, manual and autograd".</param>
    /// <param name="found">The tensor in question.</param>
    /// <param name="expected">What it is held against, in the same shape.</param>
    /// <param name="tolerance">How far apart they may be, relative to the largest element.</param>
    /// <exception cref="CheckException">The shapes differ, elements differ by more, or one is not a number.</exception>
    public static void Agree(string claim, Tensor found, Tensor expected, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(expected);
        if (found.Shape != expected.Shape)
        {
            throw new CheckException($"{claim}: shape {found.Shape} was found where {expected.Shape} was expected");
        }

        var scale = expected.ToArray().Select(Math.Abs).DefaultIfEmpty().Max();
        var deviation = 0.0;
        for (var i = 0; i < found.Size; i++)
        {
            var difference = Math.Abs(found.Data[i] - expected.Data[i]);
            if (!(difference <= tolerance * scale))
            {
                throw new CheckException(Text(
                    $"{claim}: at {found.Shape.IndexText(i)}, {found.Data[i]} was found where {expected.Data[i]} was expected; ")
                    + Text($"they may differ by {tolerance:0e+0} of the largest element, {scale:G4}"));
            }

            deviation = Math.Max(deviation, scale > 0 ? difference / scale : 0);
        }

        Print(claim, deviation);
    }

    /// <summary>A number is no larger than it should be.</summary>
    /// <param name="claim">What the number is.</param>
    /// <param name="found">The number.</param>
    /// <param name="limit">The largest value that is allowed.</param>
    /// <exception cref="CheckException">It is larger, or not a number.</exception>
    public static void AtMost(string claim, double found, double limit)
    {
        if (!(found <= limit))
        {
            throw new CheckException(Text($"{claim}: {found:G6} was found, but at most {limit:G6} was expected"));
        }

        Console.WriteLine($"✓ {claim}: {Short(found)} ≤ {Short(limit)}");
    }

    /// <summary>A claim that names two parties, as in "by hand and by the engine", says that these agree; any other one, that it is as expected.</summary>
    private static void Print(string claim, double deviation) => Console.WriteLine(claim.Contains(" and ", StringComparison.Ordinal)
        ? deviation > 0 ? Text($"✓ {claim} agree to {deviation:0e+0}") : $"✓ {claim} agree exactly"
        : deviation > 0 ? Text($"✓ {claim} is as expected, to {deviation:0e+0}") : $"✓ {claim} is exactly as expected");

    private static string Short(double number) =>
        Math.Abs(number) is >= 1e-3 and < 1e6 or 0 ? Text($"{number:G4}") : Text($"{number:0.#e+0}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
