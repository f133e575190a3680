namespace Backprop;

/// <summary>
/// What the operations of this thread are part of at the moment: calls within calls. Recorded with every operation, so that
/// a picture can draw a call as one node.
/// </summary>
/// <param name="owner">What was called.</param>
/// <param name="outer">The call that this one happens in.</param>
internal sealed class CallScope(object owner, CallScope? outer) : IDisposable
{
    [ThreadStatic]
    private static CallScope? current;

    public static CallScope? Current => current;

    public object Owner { get; } = owner;

    public CallScope? Outer { get; } = outer;

    public static CallScope Enter(object owner) => current = new CallScope(owner, current);

    public void Dispose() => current = Outer;
}
