using Backprop.Errors;

namespace Backprop;

/// <summary>Shapes do not fit together in an operation; the message names the operation and the shapes.</summary>
/// <param name="operation">The operation, such as <c>matmul</c>.</param>
/// <param name="problem">The shapes and the rule that they break.</param>
public sealed class ShapeMismatchException(string operation, string problem)
    : ArgumentException($"{operation}: {problem}")
{
    /// <summary>The operation whose shapes did not fit.</summary>
    public string Operation { get; } = operation;

    /// <inheritdoc/>
    public override string StackTrace => ErrorText.TraceOf(base.StackTrace);

    /// <summary>The message alone in a notebook, see <see cref="Figures.Notebook.ShowsStackTraces"/>.</summary>
    public override string ToString() => ErrorText.Of(this, base.ToString());
}
