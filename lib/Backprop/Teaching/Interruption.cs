using System.Reflection;
using System.Runtime.CompilerServices;
using Backprop.Errors;

namespace Backprop.Teaching;

/// <summary>
/// Whether the reader has asked to interrupt the running cell since this object was made. .NET Interactive knows of such a
/// request in one of two ways. The stop button of VS Code cancels the token of the command that is being executed. Jupyter's
/// Kernel → Interrupt arrives as a message (if the kernelspec has <c>interrupt_mode: message</c>); the kernel only writes it to
/// its log, so we listen to that log. The library has no reference to any host and finds both by reflection; in a host that lacks
/// these members a cell is never interrupted.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>How the log shows a request. In a cell's code, which it shows as well, the quotation marks are escaped.</summary>
    private const string Request = "\"msg_type\":\"interrupt_request\"";

    private readonly CancellationToken cancellation;
    private readonly Action stopListening = () => { };
    private volatile bool isHeard;

    /// <summary>Watches a host by two of its types; null stands for a type that it doesn't have.</summary>
    /// <param name="context"><c>KernelInvocationContext</c>, whose <c>Current</c> has the token of the running command.</param>
    /// <param name="logger"><c>Pocket.Logger</c> of the assembly that speaks with Jupyter, whose event <c>Posted</c> is its log.</param>
    internal Interruption(Type? context, Type? logger)
    {
        cancellation = KernelContext.Get(KernelContext.Current(context), "CancellationToken") is CancellationToken token ? token : default;
        if (logger?.GetEvent("Posted", Static) is { AddMethod: { } add, RemoveMethod: { } remove } log && Listener(log) is { } listener)
        {
            add.Invoke(null, [listener]);
            stopListening = () => remove.Invoke(null, [listener]);
        }
    }

    public bool IsRequested => isHeard || cancellation.IsCancellationRequested;

    /// <summary>Watches the host that runs the current cell, if it is .NET Interactive.</summary>
    public static Interruption Watch() => new(
        KernelContext.Type(),
        KernelContext.HostType("Microsoft.DotNet.Interactive.Jupyter", "Pocket.Logger"));

    public void Dispose() => stopListening();

    /// <summary>The log's entries are tuples of a type that only the host can name: a template, the values in it, and more.</summary>
    private Delegate? Listener(EventInfo log) =>
        log.EventHandlerType is { IsGenericType: true } handler && handler.GetGenericTypeDefinition() == typeof(Action<>)
        && handler.GenericTypeArguments[0] is var entry && entry.IsAssignableTo(typeof(ITuple))
            ? GetType().GetMethod(nameof(Hear), BindingFlags.Instance | BindingFlags.NonPublic)!
                .MakeGenericMethod(entry).CreateDelegate(handler, this)
            : null;

    private void Hear<T>(T entry)
        where T : ITuple
    {
        if (entry.Length > 1 && entry[1] is object[] values && values.Any(value => value is string text && text.Contains(Request, StringComparison.Ordinal)))
            isHeard = true;
    }
}
