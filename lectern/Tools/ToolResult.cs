namespace Lectern.Tools;

/// <summary>What a program has left.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Errors);
