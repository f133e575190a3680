using Backprop.Errors;

namespace Backprop;

/// <summary>An argument is not what the operation needs; the message names the operation and the values.</summary>
/// <param name="message">What was wrong and what to do.</param>
/// <param name="parameter">The name of the parameter, where one alone is to blame.</param>
public sealed class InvalidArgumentException(string message, string? parameter = null) : ArgumentException(message, parameter)
{
    /// <summary>What was wrong and what to do, on one line.</summary>
    public override string Message { get; } = message;

    /// <inheritdoc/>
    public override string StackTrace => ErrorText.TraceOf(base.StackTrace);

    /// <summary>The message alone in a notebook, see <see cref="Figures.Notebook.ShowsStackTraces"/>.</summary>
    public override string ToString() => ErrorText.Of(this, base.ToString());
}
