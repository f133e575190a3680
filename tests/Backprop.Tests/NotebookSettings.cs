namespace Backprop.Tests;

/// <summary>Tests that change what <see cref="Backprop.Figures.Notebook"/> sets for the whole process: they run when no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class NotebookSettings
{
    public const string Name = "Notebook settings";
}
