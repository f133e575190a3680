using Backprop.Errors;

namespace Backprop.Teaching;

/// <summary>A claim did not hold; the message says which, what was found and what was expected.</summary>
/// <param name="message">The claim, what was found and what was expected.</param>
public sealed class CheckException(string message) : Exception(message)
{
    /// <inheritdoc/>
    public override string StackTrace => ErrorText.TraceOf(base.StackTrace);

    /// <summary>The message alone in a notebook, see <see cref="Figures.Notebook.ShowsStackTraces"/>.</summary>
    public override string ToString() => ErrorText.Of(this, base.ToString());
}
