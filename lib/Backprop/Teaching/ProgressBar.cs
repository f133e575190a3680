using Backprop.Errors;
using System.Globalization;

namespace Backprop.Teaching;

/// <summary>Shows on the console how far a loop is, on one line that overwrites itself.</summary>
public static class ProgressBar
{
    private const int Cells = 40;

    /// <summary>
    /// Counts 0, 1, …, <paramref name="count"/> − 1, and moves the bar on the way. If the reader interrupts the cell, the loop
    /// ends before its next step, the bar says after how many, and the cell goes on behind the loop.
    /// </summary>
    /// <param name="count">The number of steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <example><code>foreach (var step in ProgressBar.Steps(25_000)) { … }</code></example>
    public static IEnumerable<int> Steps(int count)
    {
        Require.NotNegative(count);
        return Steps(count, Interruption.Watch);
    }

    /// <param name="count">The number of steps.</param>
    /// <param name="watch">Called when the loop begins, so that a request of an earlier cell doesn't end it.</param>
    internal static IEnumerable<int> Steps(int count, Func<Interruption> watch)
    {
        using var interruption = watch();
        var shown = -1;
        for (var step = 0; step < count; step++)
        {
            if (interruption.IsRequested)
            {
                // In one piece: to VS Code the cell is over, and the line stands alone between the messages of the kernel.
                Console.WriteLine(Line(Full(step, count), "interrupted after ", step, count));
                yield break;
            }

            shown = Show(step, count, shown);
            yield return step;
        }

        Show(count, count, shown);
        Console.WriteLine();
    }

    /// <summary>Writes when the bar has grown only: a host must transport each piece of text.</summary>
    private static int Show(int done, int count, int shown)
    {
        var full = Full(done, count);
        if (full != shown) Console.Write(Line(full, "", done, count));
        return full;
    }

    private static int Full(int done, int count) => count > 0 ? (int)((long)done * Cells / count) : Cells;

    private static string Line(int full, string what, int done, int count)
    {
        var bar = new string('█', full) + new string('░', Cells - full);
        return string.Create(CultureInfo.InvariantCulture, $"\r{bar} {what}{done:N0} of {count:N0} steps");
    }
}
