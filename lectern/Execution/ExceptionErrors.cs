using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Lectern.Notebooks;

namespace Lectern.Execution;

/// <summary>An exception as its reader wants it: what was wrong, and where in the notebook; nothing of the machinery.</summary>
internal static partial class ExceptionErrors
{
    /// <summary>The innermost ones; a runaway recursion has thousands.</summary>
    private const int MaximumFrames = 20;

    public static ErrorOutput Describe(int number, Exception exception)
    {
        exception = Unwrap(exception);
        StackFrame[] frames = [.. new StackTrace(exception, fNeedFileInfo: true).GetFrames().Where(IsOwn)];
        var line = frames.Select(Place).FirstOrDefault(place => place.File == CellPath.Of(number)).Line;
        var name = exception.GetType().Name;
        return new ErrorOutput(name, Message(exception), [.. Headings(exception), .. Lines(frames)], line == 0 ? null : line);
    }

    /// <summary>The exception that the notebook's code threw, out of the envelopes it came in.</summary>
    private static Exception Unwrap(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Unwrap(only),
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        _ => exception,
    };

    /// <summary>The exception and the ones it was made from.</summary>
    private static IEnumerable<string> Headings(Exception exception)
    {
        var prefix = "";
        for (var current = exception; current is not null; current = current.InnerException, prefix = "  because of ")
            yield return $"{prefix}{current.GetType().Name}: {Message(current)}";
    }

    /// <summary>A class of a notebook's own may say that it has none.</summary>
    private static string Message(Exception exception) => exception.Message ?? "";

    /// <summary>Cells, and the scripts that they load.</summary>
    private static bool IsOwn(StackFrame frame) =>
        frame.GetFileName() is { } path && (CellPath.IsCell(path) || path.EndsWith(".csx", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Lines(StackFrame[] frames)
    {
        var lines = frames.Take(MaximumFrames).Select(Line);
        return frames.Length > MaximumFrames ? lines.Append($"  … and {frames.Length - MaximumFrames} more") : lines;
    }

    private static string Line(StackFrame frame)
    {
        var (file, line) = Place(frame);
        return MethodName(frame.GetMethod()) is { } method ? $"  at {method}, {file}, line {line}" : $"  at {file}, line {line}";
    }

    private static (string File, int Line) Place(StackFrame frame)
    {
        var (path, line) = (frame.GetFileName()!, frame.GetFileLineNumber());
        return CellPath.IsCell(path) ? CellPath.Place(path, line) : (Path.GetFileName(path), line);
    }

    /// <summary>
    /// The name in the source. The compiler's own names hold it in angle brackets: an async method Foo is the type
    /// &lt;Foo&gt;d__1, a lambda in it &lt;Foo&gt;b__1_0. null for code that stands in no method.
    /// </summary>
    private static string? MethodName(MethodBase? method)
    {
        var names = $"{method?.Name} {method?.DeclaringType?.Name}";
        var name = SourceName().Match(names) is { Success: true } match ? match.Groups["name"].Value : method?.Name;
        return name is "Initialize" or "Factory" or "Main" or "" ? null : name;
    }

    [GeneratedRegex("<+(?<name>[^<>]*)>")]
    private static partial Regex SourceName();
}
