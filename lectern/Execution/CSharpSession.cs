using System.Runtime.InteropServices;
using System.Text;
using Lectern.Execution.Cells;
using Lectern.Notebooks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace Lectern.Execution;

/// <summary>
/// Runs cells one after another, each seeing what the ones before it declared. They compile with what every host of C#
/// notebooks has, C# 13 and the usings common to all, so that what runs here runs there.
/// </summary>
internal sealed class CSharpSession : IDisposable
{
    private readonly Action<Output> show;
    private readonly ScriptOptions options;
    private readonly InteractiveAssemblyLoader loader = new();
    private ScriptState<object>? state;

    /// <param name="folder">The notebook's own: relative paths in #r start here.</param>
    /// <param name="show">Takes each output when it comes.</param>
    public CSharpSession(string folder, Action<Output> show)
    {
        this.show = show;
        options = ScriptOptions.Default
            .WithLanguageVersion(LanguageVersion.CSharp13)
            .WithReferences(References)
            .WithImports(
                "System", "System.Collections.Generic", "System.Linq", "System.Text", "System.Threading.Tasks",
                typeof(CellDisplay).FullName!)
            .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder))
            .WithSourceResolver(new SourceFileResolver([], folder, [new(folder, "")])) // "cell 7", and not where it lies
            .WithFileEncoding(Encoding.UTF8)
            .WithEmitDebugInformation(true); // line numbers; and not optimised, or inlining would change the traceback
        loader.RegisterDependency(typeof(CellDisplay).Assembly);
    }

    /// <summary>The whole framework, and lectern itself for <see cref="CellDisplay"/>; read once per process.</summary>
    private static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. from path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
           where path.StartsWith(RuntimeEnvironment.GetRuntimeDirectory(), StringComparison.OrdinalIgnoreCase)
           select MetadataReference.CreateFromFile(path),
        MetadataReference.CreateFromFile(typeof(CellDisplay).Assembly.Location),
    ];

    /// <summary>Runs a cell; what it shows has been handed on when this returns.</summary>
    /// <param name="number">The n of [n].</param>
    /// <param name="code">The cell's source.</param>
    /// <returns>Whether the cell succeeded.</returns>
    public async Task<bool> RunAsync(int number, string code)
    {
        var script = Compile(CellPath.Of(number), code, out var error);
        if (error is null)
        {
            CellDisplay.Displayed = (value, mimeTypes) => show(new DisplayOutput(ValueFormatter.Format(value, mimeTypes)));
            error = await RunAsync(number, script);
        }

        if (error is not null) show(error);
        return error is null;
    }

    public void Dispose() => loader.Dispose();

    private Script<object> Compile(string path, string code, out ErrorOutput? error)
    {
        var cellOptions = options.WithFilePath(path);
        var script = state is null
            ? CSharpScript.Create<object>(code, cellOptions, assemblyLoader: loader)
            : state.Script.ContinueWith<object>(code, cellOptions);
        error = HostDirectives.Refuse(script.GetCompilation().SyntaxTrees.Last())
            ?? CompilationErrors.Describe(path, script.Compile());
        return script;
    }

    private async Task<ErrorOutput?> RunAsync(int number, Script<object> script)
    {
        try
        {
            var next = await (state is null
                ? script.RunAsync(globals: null, catchException: _ => true)
                : script.RunFromAsync(state, catchException: _ => true));
            if (next.Exception is not null) return ExceptionErrors.Describe(number, next.Exception);

            state = next;
            if (HasResult(script.GetCompilation())) show(new ResultOutput(ValueFormatter.Format(next.ReturnValue)));
            return null;
        }
        catch (Exception exception) // a formatter is the notebook's code too, and may throw anything
        {
            return ExceptionErrors.Describe(number, exception);
        }
    }

    /// <summary>A cell has a value if it ends in an expression without a semicolon that is not void.</summary>
    private static bool HasResult(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Last();
        return tree.GetRoot() is CompilationUnitSyntax { Members: [.., GlobalStatementSyntax { Statement: var last }] }
            && last is ExpressionStatementSyntax { SemicolonToken.IsMissing: true, Expression: var expression }
            && compilation.GetSemanticModel(tree).GetTypeInfo(expression).Type is not { SpecialType: SpecialType.System_Void };
    }
}
