using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;

namespace Lectern.Execution.Kernels;

/// <summary>
/// Lets an error name cell and line. The kernel compiles without debug information and keeps its options to itself; its last
/// release is out and the version is pinned, so this one place sets its field before each submission.
/// </summary>
internal sealed class CellScripts
{
    private int number;
    private string cell = "";
    private int position;

    public CellScripts(CSharpKernel kernel) => kernel.AddMiddleware((command, context, next) =>
    {
        if (command is SubmitCode submission) Prepare(kernel, submission.Code);
        return next(command, context);
    });

    /// <summary>The path under which the cell, or the part of it that ran last, was compiled.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The next submissions are this cell's.</summary>
    public void Begin(int number, string code)
    {
        (this.number, cell, position) = (number, code, 0);
        Path = CellPath.Of(number);
    }

    private void Prepare(CSharpKernel kernel, string code)
    {
        var folder = Environment.CurrentDirectory;
        Path = CellPath.Of(number, LinesBefore(code));
        Options(kernel) = Options(kernel)
            .WithFilePath(Path)
            .WithLanguageVersion(LanguageVersion.CSharp14) // what the compiler of the last release has
            .WithSourceResolver(new SourceFileResolver([], folder, [new(folder, "")])) // "cell 7", and not where it lies
            .WithFileEncoding(Encoding.UTF8)
            .WithEmitDebugInformation(true);
    }

    /// <summary>A magic command cuts a cell into submissions whose lines are counted from each one's own start.</summary>
    private int LinesBefore(string code)
    {
        var start = cell.IndexOf(code, position, StringComparison.Ordinal);
        if (start < 0) return 0;

        position = start + code.Length;
        return cell.AsSpan(0, start).Count('\n');
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_scriptOptions")]
    private static extern ref ScriptOptions Options(CSharpKernel kernel);
}
