namespace Backprop.Errors;

/// <summary>
/// How the library's exceptions write themselves. .NET Interactive prints <see cref="object.ToString"/> and then
/// <see cref="Exception.StackTrace"/> once more: some thirty lines, in which a student looks for the one that says what was wrong.
/// In a notebook these exceptions are therefore their message and nothing else.
/// </summary>
internal static class ErrorText
{
    /// <summary>Whether an exception is its message alone. Off in programs and tests, where the trace is wanted.</summary>
    public static bool IsMessageOnly { get; set; }

    /// <summary>The text of an exception.</summary>
    public static string Of(Exception exception, string everything) => IsMessageOnly ? exception.Message : everything;

    /// <summary>The stack trace of an exception; never null, since .NET Interactive splits it without asking.</summary>
    public static string TraceOf(string? everything) => IsMessageOnly ? "" : everything ?? "";
}
