using Backprop.Errors;

namespace Backprop;

/// <summary>An operation made a NaN or an infinity out of finite numbers, while anomalies were looked for.</summary>
/// <param name="message">Which operation, what it made and where it was called.</param>
public sealed class AnomalyException(string message) : ArithmeticException(message)
{
    /// <inheritdoc/>
    public override string StackTrace => ErrorText.TraceOf(base.StackTrace);

    /// <summary>The message alone in a notebook, see <see cref="Figures.Notebook.ShowsStackTraces"/>.</summary>
    public override string ToString() => ErrorText.Of(this, base.ToString());
}
