using Backprop.Errors;

namespace Backprop;

/// <summary>A gradient was asked for that the recorded graph cannot give; the message says why.</summary>
/// <param name="message">What was wrong and what to do.</param>
public sealed class GradientException(string message) : InvalidOperationException(message)
{
    /// <inheritdoc/>
    public override string StackTrace => ErrorText.TraceOf(base.StackTrace);

    /// <summary>The message alone in a notebook, see <see cref="Figures.Notebook.ShowsStackTraces"/>.</summary>
    public override string ToString() => ErrorText.Of(this, base.ToString());
}
