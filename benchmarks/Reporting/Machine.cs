using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Backprop.Benchmarks.Reporting;

/// <summary>What the numbers were measured on.</summary>
internal static class Machine
{
    public static string Describe() => string.Join(", ", [
        Processor(), $"{Environment.ProcessorCount} cores", Vectors(), RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription]);

    private static string Vectors() => Vector512.IsHardwareAccelerated ? "512-bit vectors" : Vector256.IsHardwareAccelerated ? "256-bit vectors" : "128-bit vectors";

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        return File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
            : RuntimeInformation.ProcessArchitecture.ToString();
    }
}
