using Lectern.Notebooks;
using Microsoft.CodeAnalysis;

namespace Lectern.Execution;

/// <summary>What the compiler had to say about a cell, one line each.</summary>
internal static class CompilationErrors
{
    private const string Name = "CompilationError";
    private const string MetadataFileNotFound = "CS0006";

    /// <returns>null if there are only warnings.</returns>
    public static ErrorOutput? Describe(string cell, IEnumerable<Diagnostic> diagnostics)
    {
        Diagnostic[] errors = [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        if (errors.Length == 0) return null;

        var more = errors.Length > 1 ? $" (and {errors.Length - 1} more)" : "";
        var first = errors[0].Location.GetLineSpan();
        int? line = first.Path == cell ? first.StartLinePosition.Line + 1 : null;
        return new ErrorOutput(Name, Message(errors[0]) + more, [Name, .. errors.Select(Line)], line);
    }

    private static string Line(Diagnostic error)
    {
        var span = error.Location.GetLineSpan();
        var position = span.StartLinePosition;
        return $"  {FileName(span.Path)}, line {position.Line + 1}, column {position.Character + 1}: {Message(error)}";
    }

    private static string Message(Diagnostic error)
    {
        var message = $"{error.Id}: {error.GetMessage()}";
        var isLibrary = error.Id == MetadataFileNotFound && message.Contains("lib/bin/Backprop.dll", StringComparison.Ordinal);
        return isLibrary ? message + ": the library is not built yet; run dotnet build in the project's folder" : message;
    }

    /// <summary>A loaded script's path without its folder, which differs from machine to machine.</summary>
    private static string FileName(string path) => CellPath.IsCell(path) ? path : Path.GetFileName(path);
}
