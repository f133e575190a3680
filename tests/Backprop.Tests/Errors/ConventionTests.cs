using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Backprop.Tests.Errors;

/// <summary>
/// A cell shows thirty lines of stack for an exception of .NET's and one for those of the library, so the library refuses what a
/// reader gave it with its own.
/// </summary>
public sealed partial class ConventionTests
{
    [Fact]
    public void What_a_reader_gave_is_refused_with_exceptions_of_the_library()
    {
        var files = Directory.GetFiles(Library(), "*.cs", SearchOption.AllDirectories).Where(file => !IsBuilt().IsMatch(file)).ToList();

        Assert.True(files.Count > 100, $"{files.Count} files");
        Assert.Empty(
            from file in files
            from Match match in OfDotNet().Matches(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {match.Value}");
    }

    /// <summary>
    /// Their helpers as well. A null is a program's mistake rather than a number's, so .NET's own word for it stays.
    /// </summary>
    [GeneratedRegex(@"new Argument(OutOfRange)?Exception\(|\bArgument(OutOfRange)?Exception \w+\(|\bArgument(OutOfRange)?Exception\.Throw\w+")]
    private static partial Regex OfDotNet();

    [GeneratedRegex(@"[\\/](obj|bin)[\\/]")]
    private static partial Regex IsBuilt();

    private static string Library([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(source, "..", "..", "..", "..", "lib", "Backprop"));
}
