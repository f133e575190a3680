using System.Diagnostics;

namespace Backprop;

/// <summary>Looks for the operation that first makes a NaN or an infinity: a switch of each flow of control.</summary>
internal static class Anomalies
{
    private static readonly AsyncLocal<bool> LookedFor = new();

    public static bool AreLookedFor => LookedFor.Value;

    public static IDisposable Detect()
    {
        Scope scope = new(LookedFor.Value);
        LookedFor.Value = true;
        return scope;
    }

    /// <summary>Where the user's code called the operation: the innermost frame outside this assembly.</summary>
    public static string Origin()
    {
        var frames = new StackTrace(fNeedFileInfo: true).GetFrames();
        var frame = frames.FirstOrDefault(frame => frame.GetMethod()?.Module.Assembly != typeof(Anomalies).Assembly);
        var method = frame?.GetMethod()?.Name ?? "unknown code";
        return frame?.GetFileName() is { } file
            ? Invariant($"{Path.GetFileName(file)}, line {frame.GetFileLineNumber()} ({method})")
            : method;
    }

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
                $"backward of {node.Operation}: made {path.Data[index]} at {path.Shape.IndexText(index)} out of a finite gradient; the operation was called at {node.Origin ?? "a place that was not noted: open DetectAnomalies before computing, too"}"));
        }
    }

    private static int IndexOfNonFinite(Tensor tensor)
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

    private sealed class Scope(bool before) : IDisposable
    {
        public void Dispose() => LookedFor.Value = before;
    }
}
