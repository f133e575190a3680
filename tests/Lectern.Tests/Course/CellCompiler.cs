using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Lectern.Tests.Course;

/// <summary>
/// Compiles cells one after another, as the kernel of .NET Interactive does and without running them: it has no nullable context, so
/// <c>object?</c> is a warning there, and a student sees every warning below the cell. The language is limited to C# 13 and the
/// namespaces to those that every host imports, so that a cell that compiles here compiles in each of them.
/// </summary>
internal sealed class CellCompiler
{
    /// <summary>The one method of the hosts that cells call.</summary>
    private const string Display = "static void Display(this object value, params string[] mimeTypes) { }";

    private readonly ScriptOptions options;
    private Script compiled;

    /// <param name="folder">The notebook's: relative paths in <c>#r</c> start here.</param>
    public CellCompiler(string folder)
    {
        options = ScriptOptions.Default
            .WithLanguageVersion(LanguageVersion.CSharp13)
            .AddReferences(typeof(Enumerable).Assembly)
            .WithImports("System", "System.Collections.Generic", "System.Linq", "System.Text", "System.Threading.Tasks")
            .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder));
        compiled = CSharpScript.Create(Display, options);
    }

    /// <summary>Compiles the next cell. A cell with an error declares nothing for those that follow it.</summary>
    /// <returns>A line for each error and each warning.</returns>
    public IReadOnlyList<string> Compile(string source)
    {
        var next = compiled.ContinueWith(source, options);
        List<Diagnostic> diagnostics = [.. next.GetCompilation().GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];
        if (!diagnostics.Exists(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)) compiled = next;
        return [.. diagnostics.Select(diagnostic => diagnostic.ToString())];
    }
}
