using System.Globalization;

namespace Lectern.Execution;

/// <summary>The name under which a cell is compiled; tracebacks show it.</summary>
internal static class CellPath
{
    private const string Prefix = "cell ";

    public static string Of(int number) => Prefix + number.ToString(CultureInfo.InvariantCulture);

    public static bool IsCell(string path) =>
        path.StartsWith(Prefix, StringComparison.Ordinal) && path[Prefix.Length..].All(char.IsAsciiDigit);
}
