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
    private readonly bool isWhole;
    private readonly bool isResidual;

    private PrintedNumber(double value, double unit, bool isWhole, bool isResidual) =>
        (this.value, this.unit, this.isWhole, this.isResidual) = (value, unit, isWhole, isResidual);

    /// <summary>What <see cref="Agrees"/> allows, for a reader of the report.</summary>
    public static string Allowance { get; } = string.Create(CultureInfo.InvariantCulture, $"numbers within {Tolerance} of their size, or 1 in the last digit");

    /// <param name="digits">What stands before the exponent, with its sign, its decimal point and its separators of thousands.</param>
    /// <param name="exponent">The exponent of ten with its sign; empty if there is none.</param>
    public static PrintedNumber Of(string digits, string exponent)
    {
        var mantissa = Plain(digits);
        var value = double.Parse($"{mantissa}e{(exponent.Length > 0 ? Plain(exponent) : "0")}", CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : mantissa.Length - point - 1;
        var power = exponent.Length > 0 ? double.Parse(Plain(exponent), CultureInfo.InvariantCulture) : 0;
        var significant = mantissa.TrimStart('+', '-', '0', '.').Count(char.IsAsciiDigit);
        return new PrintedNumber(
            value, Math.Pow(10, power - decimals), point < 0 && exponent.Length == 0, Math.Abs(value) < Residual && significant <= ResidualDigits);
    }

    /// <summary>
    /// Whether they may be one number. Two whole numbers count something, and have to be equal. Of a number that is printed with more digits
    /// than the other the digits count, because 0.5 may stand for 0.49999, rounded.
    /// </summary>
    public bool Agrees(PrintedNumber other)
    {
        if (value == other.value || (isResidual && other.isResidual)) return true;
        if (isWhole && other.isWhole) return false;

        var size = Math.Max(Math.Abs(value), Math.Abs(other.value));
        var allowed = Math.Max(Tolerance * size, Math.Min(unit, other.unit));
        return Math.Abs(value - other.value) <= allowed * (1 + 1e-9); // 0.124 - 0.123 is a little more than 0.001
    }

    /// <summary>With the minus sign of keyboards, and without separators of thousands.</summary>
    private static string Plain(string text) => text.Replace('−', '-').Replace(",", "", StringComparison.Ordinal);
}
