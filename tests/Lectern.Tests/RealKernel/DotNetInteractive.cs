using System.Diagnostics;
using System.Text.Json.Nodes;
using Lectern.Jupyter;
using Lectern.Tests.Course;

namespace Lectern.Tests.RealKernel;

/// <summary>The kernel that students use, .NET Interactive, as the repository's tool manifest has it.</summary>
internal static class DotNetInteractive
{
    /// <summary>How Jupyter knows it.</summary>
    public const string KernelName = ".net-csharp";

    /// <summary>
    /// What <c>kernel.json</c> says, with a port for one kernel: of two that look for one in the same range at the same time, both find the
    /// same and one of them dies.
    /// </summary>
    public static JsonObject KernelSpec(int port) => new()
    {
        ["argv"] = new JsonArray([.. KernelTool.Command, "jupyter", "--default-kernel", "csharp", "{connection_file}", "--http-local-only", "--http-port-range", $"{port}-{port}"]),
        ["display_name"] = ".NET (C#)",
        ["env"] = new JsonObject(KernelEnvironment.Variables.Select(setting => KeyValuePair.Create(setting.Key, (JsonNode?)setting.Value))),
        ["interrupt_mode"] = "message",
        ["language"] = "C#",
    };

    public static Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new(KernelTool.Command[0], [.. KernelTool.Command.Skip(1), .. arguments])
        {
            WorkingDirectory = CourseNotebook.Home, // the manifest is found from here upwards
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in KernelEnvironment.Variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
