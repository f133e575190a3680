using System.Globalization;

namespace Lectern.Comparison;

/// <summary>
/// A number that a cell printed. How closely two can be compared depends on their digits: 0.123 and 0.124 may be one number, rounded on two
/// machines, and nobody can tell.
/// </summary>
internal sealed class PrintedNumber
{
    /// <summary>Machines round differently in the last place, and training makes more of it: so far apart, two numbers are still the same.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>
    /// Below this a number of one or two digits, such as 2e-11, says how closely two results agree. What is left between them is rounding, and
    /// every machine has its own: one shows 2e-11, another 6e-12, a third 0.
    /// </summary>
    public const double Residual = 1e-8;

    private const int ResidualDigits = 2;

    private readonly double value;
    private readonly double unit;
    private readonly string? whole;
    private readonly bool isResidual;

    /// <param name="digits">What stands before the exponent, with its sign, its decimal point and its separators of thousands.</param>
    /// <param name="exponent">The exponent of ten with its sign; empty if there is none.</param>
    public PrintedNumber(string digits, string exponent)
    {
        var mantissa = Plain(digits);
        var power = exponent.Length > 0 ? Plain(exponent) : "0";
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : mantissa.Length - point - 1;
        var significant = mantissa.TrimStart('+', '-', '0', '.').Count(char.IsAsciiDigit);

        value = double.Parse($"{mantissa}e{power}", CultureInfo.InvariantCulture);
        unit = Math.Pow(10, double.Parse(power, CultureInfo.InvariantCulture) - decimals);
        whole = point >= 0 || exponent.Length > 0 ? null : value == 0 ? "0" : mantissa; // -0 is 0, rounded from below
        isResidual = Math.Abs(value) < Residual && significant <= ResidualDigits;
    }

    /// <summary>What <see cref="Agrees"/> allows, for a reader of the report.</summary>
    public static string Allowance { get; } =
        string.Create(CultureInfo.InvariantCulture, $"numbers within {Tolerance} of their size, or 1 in the last digit");

    /// <summary>
    /// Whether they may be one number. Two whole numbers count something, and have to be equal. Of a number that is printed with more digits
    /// than the other the digits count, because 0.5 may stand for 0.49999, rounded.
    /// </summary>
    public bool Agrees(PrintedNumber other)
    {
        if (whole is not null && other.whole is not null) return whole == other.whole;
        if (isResidual && other.isResidual) return true;

        var size = Math.Max(Math.Abs(value), Math.Abs(other.value));
        var allowed = Math.Max(Tolerance * size, Math.Min(unit, other.unit));
        return Math.Abs(value - other.value) <= allowed * (1 + 1e-9); // 0.124 - 0.123 is a little more than 0.001
    }

    /// <summary>With the minus sign of keyboards, and without separators of thousands.</summary>
    private static string Plain(string text) => text.Replace('−', '-').Replace(",", "", StringComparison.Ordinal);
}
