using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Backprop.Errors;

/// <summary>Where in the user's code an operation was called, for messages.</summary>
internal static partial class CallPlace
{
    /// <summary>
    /// Where the user's code called the operation: file, line and method of the innermost frame outside this assembly, and where the host compiles
    /// without files, as the kernel of .NET Interactive does, the method and the running cell.
    /// </summary>
    public static string Find()
    {
        var frames = new StackTrace(fNeedFileInfo: true).GetFrames();
        var frame = frames.FirstOrDefault(frame => frame.GetMethod()?.Module.Assembly != typeof(CallPlace).Assembly);
        var called = frame?.GetMethod();
        var method = NameAsWritten(called?.Name == "MoveNext" ? called.DeclaringType?.Name : called?.Name);
        if (frame?.GetFileName() is { } file)
        {
            var place = Invariant($"{Path.GetFileName(file)}, line {frame.GetFileLineNumber()}");
            return method is null ? place : $"{place} ({method})";
        }

        return (method, RunningCell.FirstLine()) switch
        {
            (null, null) => "unknown code",
            ({ } name, null) => name,
            (null, { } line) => $"the cell that begins \"{line}\"",
            ({ } name, { } line) => $"{name}, in the cell that begins \"{line}\"",
        };
    }

    /// <summary>
    /// A method's name as it was written, where the compiler made another of it: that of a local function, or of the method that a lambda, an
    /// iterator or an asynchronous method is written in. Null for code outside a method, as at the top level of a cell.
    /// </summary>
    public static string? NameAsWritten(string? name)
    {
        if (name is null || Written().Match(name) is not { Success: true } made)
        {
            return name;
        }

        var written = made.Groups["local"].Success ? made.Groups["local"].Value : made.Groups["outer"].Value;
        return written.StartsWith('<') ? null : written;
    }

    /// <summary>Names such as &lt;Outer&gt;g__Local|0_1, &lt;Outer&gt;b__0_1 and &lt;Outer&gt;d__2; the outer one of a cell is &lt;Initialize&gt; itself.</summary>
    [GeneratedRegex(@"^<(?<outer><?[^<>]+>?)>(g__(?<local>[^|]+)\||[a-z]__)")]
    private static partial Regex Written();
}
