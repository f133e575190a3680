namespace Backprop;

/// <summary>Whether operations are recorded for a later backward pass: a switch of each flow of control.</summary>
internal static class Recording
{
    // Off rather than on is what is stored, since a flow that never touched the switch reads the default value.
    private static readonly AsyncLocal<bool> Off = new();

    public static bool IsOn => !Off.Value;

    /// <summary>Sets the switch until the scope is disposed.</summary>
    public static Scope Set(bool on)
    {
        var scope = new Scope(Off.Value);
        Off.Value = !on;
        return scope;
    }

    public readonly struct Scope(bool offBefore) : IDisposable
    {
        public void Dispose() => Off.Value = offBefore;
    }
}
