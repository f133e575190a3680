using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Backprop;

/// <summary>Looks for the operation that first makes a NaN or an infinity: a switch of each flow of control.</summary>
internal static partial class Anomalies
{
    private static readonly FlowSwitch Switch = new(nameof(Tensor.DetectAnomalies), isOnOutside: false);

    public static bool AreLookedFor => Switch.IsOn;

    public static IDisposable Detect() => Switch.Set(on: true);

    /// <summary>
    /// Where the user's code called the operation: file, line and method of the innermost frame outside this assembly, and where the host compiles
    /// without files, as the kernel of .NET Interactive does, the method and the running cell.
    /// </summary>
    public static string Origin()
    {
        var frames = new StackTrace(fNeedFileInfo: true).GetFrames();
        var frame = frames.FirstOrDefault(frame => frame.GetMethod()?.Module.Assembly != typeof(Anomalies).Assembly);
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

    /// <summary>Refuses a result that is not finite where all inputs are.</summary>
    public static void CheckForward(string operation, Tensor output, ReadOnlySpan<Edge> edges)
    {
        foreach (var edge in edges)
        {
            if (IndexOfNonFinite(edge.Input) >= 0)
            {
                return; // another operation, or the user, made it
            }
        }

        if (IndexOfNonFinite(output) is >= 0 and var index)
        {
            throw new AnomalyException(Invariant(
                $"{operation}: made {output.Data[index]} at {output.Shape.IndexText(index)} out of finite numbers, called at {output.Origin}"));
        }
    }

    /// <summary>Refuses a gradient that is not finite where the upstream gradient is.</summary>
    public static void CheckBackward(Tensor node, Tensor gradient, Tensor path)
    {
        if (IndexOfNonFinite(gradient) < 0 && IndexOfNonFinite(path) is >= 0 and var index)
        {
            throw new AnomalyException(Invariant(
                $"backward of {node.Operation}: made {path.Data[index]} at {path.Shape.IndexText(index)} out of a finite gradient; the operation was called at {node.Origin ?? "a place that was not noted: open DetectAnomalies before computing, too"}{Hint(gradient, path, index)}"));
        }
    }

    /// <summary>What to do where 0 times an infinite local derivative is NaN, mostly behind a Where that took the other branch.</summary>
    private static string Hint(Tensor gradient, Tensor path, int index) =>
        gradient.Shape == path.Shape && gradient.Data[index] == 0 && double.IsNaN(path.Data[index])
            ? "; the gradient that came there is 0, as from a branch that Where did not take, and 0·∞ is NaN: choose what goes into the "
                + "function first, Where(x > 0, Where(x > 0, x, 1).Log(), 0)"
            : "";

    /// <summary>The place of the first NaN or infinity; −1 if there is none.</summary>
    public static int IndexOfNonFinite(Tensor tensor)
    {
        var data = tensor.Data;
        for (var i = 0; i < data.Length; i++)
        {
            if (!double.IsFinite(data[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
