namespace Lectern.Jupyter;

/// <summary>
/// The environment variables that the kernel runs with. The kernelspec sets them from here; for VS Code they stand in
/// .vscode/settings.json, and a test compares the two.
/// </summary>
internal static class KernelEnvironment
{
    public static readonly IReadOnlyDictionary<string, string> Variables = new OrderedDictionary<string, string>
    {
        // Training makes many arrays of 100 kB and more. With these the garbage collector treats them as the ordinary objects that
        // they are: no concurrent collector, objects count as large from 16 MiB, regions of 64 MiB hold several arrays of 8 MB, a
        // collection comes after 64 MiB, and freed memory is kept for what comes next. lectern's own worker has the same five.
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_GCLOHThreshold"] = "0x1000000",
        ["DOTNET_GCRegionSize"] = "0x4000000",
        ["DOTNET_GCgen0size"] = "0x4000000",
        ["DOTNET_GCRetainVM"] = "1",

        ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1",

        // The kernel was built for .NET 10 and there will be no later one, so it has to run on a later .NET as well.
        ["DOTNET_ROLL_FORWARD"] = "Major",
    };
}
