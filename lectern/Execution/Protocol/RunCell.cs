namespace Lectern.Execution.Protocol;

/// <summary>What the worker is asked: to run this cell.</summary>
internal sealed record RunCell(int Number, string Code, string Language);
