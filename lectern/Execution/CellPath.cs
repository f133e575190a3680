using System.Globalization;
using System.Text.RegularExpressions;

namespace Lectern.Execution;

/// <summary>
/// The name under which a cell is compiled; tracebacks show it. Code that begins below the cell's first line, after a magic
/// command, has the number of lines above it in its name.
/// </summary>
internal static partial class CellPath
{
    public static string Of(int number, int linesBefore = 0) =>
        string.Create(CultureInfo.InvariantCulture, $"cell {number}{(linesBefore > 0 ? $"+{linesBefore}" : "")}");

    /// <summary>After a cell changed the current folder the kernel puts that before the next cell's name.</summary>
    public static bool IsCell(string path) => Pattern().IsMatch(Path.GetFileName(path));

    /// <summary>The cell's own name, and a line of the code as a line of the whole cell.</summary>
    public static (string Cell, int Line) Place(string path, int line)
    {
        var match = Pattern().Match(Path.GetFileName(path));
        var before = match.Groups["before"] is { Success: true, Value: var lines } ? int.Parse(lines, CultureInfo.InvariantCulture) : 0;
        return (match.Groups["cell"].Value, line + before);
    }

    [GeneratedRegex(@"^(?<cell>cell \d+)(\+(?<before>\d+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
