using Lectern.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lectern.Execution;

/// <summary>Directives that some hosts carry out themselves, before the compiler sees the cell, and lectern does not.</summary>
internal static class HostDirectives
{
    /// <returns>null if there are none.</returns>
    public static ErrorOutput? Refuse(SyntaxTree cell)
    {
        foreach (var trivia in cell.GetRoot().DescendantTrivia().Where(trivia => trivia.IsDirective))
        {
            if (Reason(trivia) is not { } reason) continue;
            var line = trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            return new ErrorOutput("NotSupported", reason, [$"{cell.FilePath}, line {line}: {reason}"], line);
        }

        return null;
    }

    private static string? Reason(SyntaxTrivia trivia)
    {
        if (trivia.GetStructure() is ReferenceDirectiveTriviaSyntax { File.ValueText: var reference }
            && reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
        {
            return $"#r \"{reference}\" would download a package, and nothing is downloaded while notebooks run; "
                + "reference a dll by its path: #r \"../lib/bin/Backprop.dll\"";
        }

        var text = trivia.ToString().Trim();
        return text.StartsWith("#!", StringComparison.Ordinal)
            ? $"{text} is a magic command, and lectern runs C# only; take the line out"
            : null;
    }
}
