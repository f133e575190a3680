namespace Backprop;

/// <summary>A gradient was asked for that the recorded graph cannot give; the message says why.</summary>
/// <param name="message">What was wrong and what to do.</param>
public sealed class GradientException(string message) : InvalidOperationException(message);
