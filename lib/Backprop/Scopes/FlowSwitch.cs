namespace Backprop;

/// <summary>
/// A switch that scopes set, for the flow of control that opened them and what it starts. The innermost scope that is still open
/// decides, so scopes may be disposed in any order, and a task that was started inside of one and outlives it goes on without it.
/// </summary>
/// <param name="name">What opens a scope, for messages.</param>
/// <param name="isOnOutside">Where the switch stands outside of all scopes.</param>
internal sealed class FlowSwitch(string name, bool isOnOutside)
{
    private readonly AsyncLocal<Scope?> innermost = new();

    public bool IsOn => (Innermost?.IsOn) ?? isOnOutside;

    private Scope? Innermost => Scope.FirstOpen(innermost.Value);

    /// <summary>Sets the switch until the scope is disposed.</summary>
    public IDisposable Set(bool on)
    {
        Scope scope = new(this, on, Innermost);
        innermost.Value = scope;
        return scope;
    }

    private void Leave(Scope closed)
    {
        for (var scope = innermost.Value; scope is not null; scope = scope.Outer)
        {
            if (scope == closed)
            {
                innermost.Value = Innermost;
                return;
            }
        }

        throw new InvalidOperationException(
            $"{name}: this scope is disposed in another flow of control than it was opened in, such as a later cell, where it was not in "
            + "force; open it with using in the cell or method that it is meant for");
    }

    private sealed class Scope(FlowSwitch owner, bool isOn, Scope? outer) : IDisposable
    {
        private volatile bool isClosed;

        public bool IsOn => isOn;

        public Scope? Outer => outer;

        public static Scope? FirstOpen(Scope? scope)
        {
            while (scope is { isClosed: true })
            {
                scope = scope.Outer;
            }

            return scope;
        }

        public void Dispose()
        {
            if (!isClosed)
            {
                isClosed = true;
                owner.Leave(this);
            }
        }
    }
}
