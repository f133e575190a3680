using System.Globalization;
using Lectern.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace Lectern.Execution;

/// <summary>What the compiler had to say about a cell, one line each.</summary>
internal static class CompilationErrors
{
    private const string Name = "CompilationError";
    private const string MetadataFileNotFound = "CS0006";

    /// <param name="path">The one under which the cell was compiled.</param>
    /// <param name="exception">The kernel's reason for the failure of a cell.</param>
    /// <returns>null if the cell was compiled.</returns>
    public static ErrorOutput? Describe(string path, Exception exception)
    {
        if ((exception as CompilationErrorException ?? exception.InnerException) is not CompilationErrorException { Diagnostics: var diagnostics })
            return null;

        Diagnostic[] errors = [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        var more = errors.Length > 1 ? $" (and {errors.Length - 1} more)" : "";
        var first = errors[0].Location.GetLineSpan();
        int? line = first.Path == path ? Place(first).Line : null;
        return new ErrorOutput(Name, Message(errors[0]) + more, [Name, .. errors.Select(Line)], line);
    }

    private static string Line(Diagnostic error)
    {
        var span = error.Location.GetLineSpan();
        var (file, line) = Place(span);
        return $"  {file}, line {line}, column {span.StartLinePosition.Character + 1}: {Message(error)}";
    }

    private static string Message(Diagnostic error)
    {
        var message = $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}";
        if (error.Id != MetadataFileNotFound) return message;

        if (message.Contains("lib/bin/Backprop.dll", StringComparison.Ordinal))
            return message + ": the library is not built yet; run dotnet build in the project's folder";

        return message.Contains("'nuget:", StringComparison.OrdinalIgnoreCase)
            ? message + ": #r \"nuget: …\" would download a package, and nothing is downloaded while notebooks run; "
                + "reference a dll by its path: #r \"../lib/bin/Backprop.dll\""
            : message;
    }

    /// <summary>A loaded script's path is shown without its folder, which differs from machine to machine.</summary>
    private static (string File, int Line) Place(FileLinePositionSpan span)
    {
        var line = span.StartLinePosition.Line + 1;
        return CellPath.IsCell(span.Path) ? CellPath.Place(span.Path, line) : (Path.GetFileName(span.Path), line);
    }
}
