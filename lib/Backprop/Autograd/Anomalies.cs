namespace Backprop;

/// <summary>Looks for the operation that first makes a NaN or an infinity: a switch of each flow of control.</summary>
internal static class Anomalies
{
    private static readonly FlowSwitch Switch = new(nameof(Tensor.DetectAnomalies), isOnOutside: false);

    public static bool AreLookedFor => Switch.IsOn;

    public static IDisposable Detect() => Switch.Set(on: true);

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
