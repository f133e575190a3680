namespace Lectern.Commands;

/// <summary>The command line asks for something that cannot be; nothing has been run or written.</summary>
internal sealed class UsageException(string message) : Exception(message);
