namespace Backprop.Tests.Tensors.Kernels;

/// <summary>Tests that change how kernels compute, for all threads: they run when no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class KernelSettings
{
    public const string Name = "Kernel settings";
}
