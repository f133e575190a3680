namespace Backprop.Kernels;

/// <summary>How many threads a kernel may use where that pays.</summary>
internal static class Threads
{
    /// <summary>By default as many as the machine has cores. No result depends on it.</summary>
    public static int Count { get; set; } = Environment.ProcessorCount;
}
