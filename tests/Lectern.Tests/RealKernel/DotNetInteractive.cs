using System.Diagnostics;
using System.Text.Json.Nodes;
using Lectern.Tests.Course;

namespace Lectern.Tests.RealKernel;

/// <summary>The kernel that students use, .NET Interactive, as the repository's tool manifest has it.</summary>
internal static class DotNetInteractive
{
    /// <summary>How Jupyter knows it.</summary>
    public const string KernelName = ".net-csharp";

    private static readonly string[] Command = ["dotnet", "tool", "run", "dotnet-interactive", "--"];

    /// <summary>The collector's settings are those that README gives to students: training takes two thirds of the time with them.</summary>
    private static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_GCgen0size"] = "0x4000000",
        ["DOTNET_GCLOHThreshold"] = "0x1000000",
        ["DOTNET_GCRetainVM"] = "1",
        ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1",
    };

    private static readonly Lazy<Task<bool>> IsRestored = new(async () =>
    {
        using var process = Start("--version");
        return (await LecternProgram.EndAsync(process)).ExitCode == 0;
    });

    /// <summary>
    /// What <c>kernel.json</c> says. Port 0 lets the system choose a free one: of two kernels that look for one in the same range at
    /// the same time, both find the same and one of them dies.
    /// </summary>
    public static JsonObject KernelSpec => new()
    {
        ["argv"] = new JsonArray([.. Command, "jupyter", "--default-kernel", "csharp", "{connection_file}", "--http-local-only", "--http-port-range", "0-0"]),
        ["display_name"] = ".NET (C#)",
        ["env"] = new JsonObject(Settings.Select(setting => KeyValuePair.Create(setting.Key, (JsonNode?)setting.Value))),
        ["interrupt_mode"] = "message",
        ["language"] = "C#",
    };

    public static async Task SkipUnlessRestoredAsync() => Assert.SkipUnless(
        await IsRestored.Value, "dotnet-interactive is not restored (dotnet tool restore), so the notebooks are not run in the kernel that students use");

    public static Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new(Command[0], [.. Command[1..], .. arguments])
        {
            WorkingDirectory = CourseNotebook.Home, // the manifest is found from here upwards
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
