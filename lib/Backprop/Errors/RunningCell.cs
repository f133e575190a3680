namespace Backprop.Errors;

/// <summary>
/// The notebook cell that runs at the moment. The kernel of .NET Interactive compiles cells without file names and lines, but it knows which
/// code it was asked to run.
/// </summary>
internal static class RunningCell
{
    private const int MostLetters = 60;

    /// <summary>The cell's first line that says something; null where no cell is known.</summary>
    public static string? FirstLine() =>
        KernelContext.Get(KernelContext.Get(KernelContext.Current(KernelContext.Type()), "Command"), "Code") is string code ? FirstLineOf(code) : null;

    /// <summary>The first line of code that loads nothing and is no comment, in at most 60 letters.</summary>
    public static string? FirstLineOf(string code)
    {
        var line = code.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && line[0] != '#' && !line.StartsWith("//", StringComparison.Ordinal));
        return line?.Length > MostLetters ? line[..MostLetters].TrimEnd() + " …" : line;
    }
}
