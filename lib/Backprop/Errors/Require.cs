using System.Numerics;
using System.Runtime.CompilerServices;

namespace Backprop.Errors;

/// <summary>What is wanted of an argument; refused with a message on one line, as .NET's own helpers of this kind are not.</summary>
internal static class Require
{
    /// <summary>Refuses 0, a number below it, and NaN.</summary>
    public static void Positive<T>(T value, [CallerArgumentExpression(nameof(value))] string parameter = "")
        where T : INumber<T> => Holds(value > T.Zero, value, parameter, "positive");

    /// <summary>Refuses a number below 0, and NaN.</summary>
    public static void NotNegative<T>(T value, [CallerArgumentExpression(nameof(value))] string parameter = "")
        where T : INumber<T> => Holds(value >= T.Zero, value, parameter, "at least 0");

    /// <summary>Refuses a number below a bound, and NaN.</summary>
    public static void AtLeast<T>(T bound, T value, [CallerArgumentExpression(nameof(value))] string parameter = "")
        where T : INumber<T> => Holds(value >= bound, value, parameter, Invariant($"at least {bound}"));

    /// <summary>Refuses a number that is not above a bound, and NaN.</summary>
    public static void MoreThan<T>(T bound, T value, [CallerArgumentExpression(nameof(value))] string parameter = "")
        where T : INumber<T> => Holds(value > bound, value, parameter, Invariant($"more than {bound}"));

    /// <summary>Refuses a text of no characters, or of blanks alone.</summary>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    public static void NotEmpty(string text, [CallerArgumentExpression(nameof(text))] string parameter = "")
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        if (string.IsNullOrWhiteSpace(text)) throw new InvalidArgumentException($"{parameter} is empty", parameter);
    }

    private static void Holds<T>(bool holds, T value, string parameter, string what)
    {
        if (!holds)
            throw new OutOfRangeException(parameter, Invariant($"{parameter} must be {what}, but is {value}"));
    }
}
