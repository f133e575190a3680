using System.Globalization;

namespace Backprop.Figures.Charts;

/// <summary>Six digits: more than a screen can show, and the same on every machine.</summary>
internal static class Rounding
{
    public static double SixDigits(double value) =>
        double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public static double[] SixDigits(double[] values) => [.. values.Select(SixDigits)];

    public static double?[][] SixDigits(IEnumerable<IEnumerable<double>> rows) =>
        [.. rows.Select(row => row.Select(value => (double?)SixDigits(value)).ToArray())];
}
