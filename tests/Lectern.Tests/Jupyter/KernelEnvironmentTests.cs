using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Jupyter;
using Lectern.Notebooks;
using Lectern.Tests.Course;

namespace Lectern.Tests.Jupyter;

/// <summary>What stands in several files of the project is the same in all of them.</summary>
public sealed class KernelEnvironmentTests
{
    [Fact]
    public void VS_Code_gives_the_kernel_the_environment_that_Jupyter_gives_it() =>
        Assert.Equal(
            KernelEnvironment.Variables,
            Read(".vscode/settings.json")["polyglot-notebook.kernelEnvironmentVariables"].Deserialize<Dictionary<string, string>>());

    [Fact]
    public void The_tool_manifest_pins_the_version_that_lectern_tells_to_install() =>
        Assert.Equal(
            KernelTool.Version, Read(".config/dotnet-tools.json").Text("tools", KernelTool.Package.ToLowerInvariant(), "version"));

    private static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(Path.Combine(CourseNotebook.Home, "..", path)))!;
}
