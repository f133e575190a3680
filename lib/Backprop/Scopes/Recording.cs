namespace Backprop;

/// <summary>Whether operations are recorded for a later backward pass: a switch of each flow of control.</summary>
internal static class Recording
{
    private static readonly FlowSwitch Switch = new(nameof(Tensor.NoGrad), isOnOutside: true);

    public static bool IsOn => Switch.IsOn;

    /// <summary>Sets the switch until the scope is disposed.</summary>
    public static IDisposable Set(bool on) => Switch.Set(on);
}
