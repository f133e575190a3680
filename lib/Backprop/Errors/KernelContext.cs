using System.Reflection;

namespace Backprop.Errors;

/// <summary>
/// What .NET Interactive knows of the command that is being executed. The library has no reference to any host, so it finds the context by
/// reflection; in another host there is none.
/// </summary>
internal static class KernelContext
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The host's <c>KernelInvocationContext</c>; null where the assembly that has it is not loaded.</summary>
    public static Type? Type() => HostType("Microsoft.DotNet.Interactive", "Microsoft.DotNet.Interactive.KernelInvocationContext");

    /// <summary>A type of the host, or null.</summary>
    public static Type? HostType(string assembly, string type) =>
        AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(loaded => loaded.GetName().Name == assembly)?.GetType(type);

    /// <summary>The context of the running command; null in another host.</summary>
    /// <param name="type">The type whose property <c>Current</c> has it.</param>
    public static object? Current(Type? type) => type?.GetProperty("Current", Static)?.GetValue(null);

    /// <summary>
    /// The value of a property that only the host can name; null where there is none, and where a task asks that has outlived its cell, and so
    /// its command.
    /// </summary>
    public static object? Get(object? of, string property)
    {
        try
        {
            return of?.GetType().GetProperty(property)?.GetValue(of);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }
}
