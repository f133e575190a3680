using System.Globalization;

namespace Backprop.Teaching;

/// <summary>Shows on the console how far a loop is, on one line that overwrites itself.</summary>
public static class ProgressBar
{
    private const int Cells = 40;

    /// <summary>Counts 0, 1, …, <paramref name="count"/> − 1, and moves the bar on the way.</summary>
    /// <param name="count">The number of steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <example><code>foreach (var step in ProgressBar.Steps(25_000)) { … }</code></example>
    public static IEnumerable<int> Steps(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Iterate(count);
    }

    private static IEnumerable<int> Iterate(int count)
    {
        var shown = -1;
        for (var step = 0; step < count; step++)
        {
            shown = Show(step, count, shown);
            yield return step;
        }

        Show(count, count, shown);
        Console.WriteLine();
    }

    /// <summary>Writes when the bar has grown only: a host must transport each piece of text.</summary>
    private static int Show(int done, int count, int shown)
    {
        var full = count > 0 ? (int)((long)done * Cells / count) : Cells;
        if (full != shown)
        {
            var bar = new string('█', full) + new string('░', Cells - full);
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"\r{bar} {done:N0} of {count:N0} steps"));
        }

        return full;
    }
}
