namespace Backprop;

/// <summary>An operation made a NaN or an infinity out of finite numbers, while anomalies were looked for.</summary>
/// <param name="message">Which operation, what it made and where it was called.</param>
public sealed class AnomalyException(string message) : ArithmeticException(message);
