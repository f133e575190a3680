namespace Backprop.Teaching;

/// <summary>A claim did not hold; the message says which, what was found and what was expected.</summary>
/// <param name="message">The claim, what was found and what was expected.</param>
public sealed class CheckException(string message) : Exception(message);
