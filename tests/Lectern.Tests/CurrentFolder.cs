namespace Lectern.Tests;

/// <summary>The process has one current folder: the tests that change it run by themselves.</summary>
[CollectionDefinition(nameof(CurrentFolder), DisableParallelization = true)]
public sealed class CurrentFolder;
