using Backprop.Errors;

namespace Backprop;

/// <summary>A number lies outside of what is possible; the message names the number and the bounds.</summary>
/// <param name="parameter">The name of the parameter.</param>
/// <param name="message">What was wrong and what to do.</param>
public sealed class OutOfRangeException(string parameter, string message)
    : ArgumentOutOfRangeException(parameter, message)
{
    /// <summary>What was wrong and what to do, on one line.</summary>
    public override string Message { get; } = message;

    /// <inheritdoc/>
    public override string StackTrace => ErrorText.TraceOf(base.StackTrace);

    /// <summary>The message alone in a notebook, see <see cref="Figures.Notebook.ShowsStackTraces"/>.</summary>
    public override string ToString() => ErrorText.Of(this, base.ToString());
}
