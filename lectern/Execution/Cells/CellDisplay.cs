namespace Lectern.Execution.Cells;

/// <summary>What cells can call without a using: the only public type of lectern, so the only one that they see.</summary>
#pragma warning disable CA1708 // two names that differ by case only, as .NET Interactive has them
public static class CellDisplay
#pragma warning restore CA1708
{
    internal static Action<object?, string[]>? Displayed { get; set; }

    /// <summary>Shows the value now, in the mime types given or else in those that its type prefers.</summary>
    public static void Display(this object? value, params string[] mimeTypes) => Displayed?.Invoke(value, mimeTypes);

    /// <summary>Shows the value now, in the mime types given or else in those that its type prefers.</summary>
    public static void display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);
}
