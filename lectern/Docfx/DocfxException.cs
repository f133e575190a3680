namespace Lectern.Docfx;

/// <summary>docfx is not there, or failed. The message is meant for the reader of the screen, and says what to do.</summary>
internal sealed class DocfxException(string message) : Exception(message);
