namespace Lectern.Jupyter;

/// <summary>The kernel cannot be started; the message says what to do.</summary>
internal sealed class KernelToolException(string message) : Exception(message);
