using System.Text.Json.Nodes;
using Lectern.Jupyter;

namespace Lectern.Tests.Commands;

/// <summary>The kernel in Jupyter's folders. The folder of the user is a temporary one.</summary>
public sealed class JupyterCommandTests : IDisposable
{
    private const string Kernel = "data/kernels/.net-csharp/kernel.json";
    private const string AnotherPrograms = """{"argv": ["dotnet", "interactive", "jupyter", "{connection_file}"], "display_name": ".NET (C#)"}""";

    private readonly TemporaryFolder folder = new();

    public JupyterCommandTests() => folder.Write(".config/dotnet-tools.json", File.ReadAllText(TestKernel.Manifest));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Installed_for_Jupyter_the_kernel_listens_to_this_machine_alone_and_survives_an_interrupt()
    {
        await TestKernel.SkipUnlessRestoredAsync();
        var installed = await RunAsync("install");

        Assert.Equal((0, ""), (installed.ExitCode, installed.Errors));
        Assert.Equal($"Jupyter now starts .NET Interactive 1.0.712001 as \".net-csharp\": {folder[Kernel]}", installed.Output.TrimEnd());
        var spec = JsonNode.Parse(folder.Read(Kernel))!;
        Assert.Equal(
            "dotnet interactive jupyter {connection_file} --default-kernel csharp --http-local-only --http-port-range 2050-3000",
            string.Join(' ', spec["argv"]!.AsArray().Select(argument => argument!.GetValue<string>())));
        Assert.Equal(".NET (C#)", spec["display_name"]!.GetValue<string>());
        Assert.Equal("C#", spec["language"]!.GetValue<string>());
        Assert.Equal("message", spec["interrupt_mode"]!.GetValue<string>());
        Assert.Equal(KernelEnvironment.Variables, spec["env"]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>()));

        var status = await RunAsync("status");
        Assert.Equal((0, ""), (status.ExitCode, status.Errors));
        Assert.StartsWith($"{folder[Kernel]}: installed by lectern", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kernel_of_an_older_lectern_is_renewed()
    {
        await TestKernel.SkipUnlessRestoredAsync();
        folder.Write(Kernel, """{"argv": ["old"], "metadata": {"installed_by": "lectern"}}""");

        var before = await RunAsync("status");
        Assert.Equal(1, before.ExitCode);
        Assert.Contains("installed by another version of lectern", before.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("install")).ExitCode);
        Assert.Equal(0, (await RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task Below_a_prefix_and_under_another_name_it_shows_its_name()
    {
        await TestKernel.SkipUnlessRestoredAsync();
        Assert.Equal("", (await RunAsync("install", "--prefix", "python", "--name", "course")).Errors);

        Assert.Equal(["share/jupyter/kernels/course/kernel.json"], folder.Files("python"));
        Assert.Contains("\"display_name\": \".NET (C#), course\"", folder.Read("python/share/jupyter/kernels/course/kernel.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kernel_that_is_not_restored_is_not_installed()
    {
        Dictionary<string, string> empty = new() { ["DOTNET_CLI_HOME"] = folder["home"], ["NUGET_PACKAGES"] = folder["packages"] };
        var result = await RunWithAsync(empty, "install");

        Assert.Equal((1, $"lectern: the kernel is not restored; run in {folder.Path}: dotnet tool restore"), (result.ExitCode, result.Errors.TrimEnd()));
        Assert.Empty(folder.Files("data"));
    }

    [Fact]
    public async Task What_another_program_installed_is_neither_overwritten_nor_removed()
    {
        folder.Write(Kernel, AnotherPrograms);
        var install = await RunAsync("install");
        var uninstall = await RunAsync("uninstall");

        Assert.Equal(
            (2, $"lectern: another program installed {folder[Kernel]}, and lectern doesn't overwrite it: choose another name with --name, or remove it first"),
            (install.ExitCode, install.Errors.TrimEnd()));
        Assert.Equal(
            (2, $"lectern: another program installed {folder[Kernel]}, and lectern doesn't remove it"), (uninstall.ExitCode, uninstall.Errors.TrimEnd()));
        Assert.Equal(AnotherPrograms, folder.Read(Kernel));
    }

    [Fact]
    public async Task A_kernel_that_Jupyter_would_not_start_is_not_installed()
    {
        var other = folder.Write("other/kernels/.net-csharp/kernel.json", AnotherPrograms);
        var result = await RunWithAsync(new() { ["JUPYTER_PATH"] = folder["other"] }, "install");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"lectern: another program installed {other}, and Jupyter would start it rather than {folder[Kernel]}", result.Errors, StringComparison.Ordinal);
        Assert.Empty(folder.Files("data"));
    }

    [Fact]
    public async Task Uninstalled_nothing_of_it_is_left_and_all_else_is()
    {
        folder.Write(Kernel, """{"metadata": {"installed_by": "lectern"}}""");
        folder.Write("data/kernels/.net-csharp/notes.txt", "the user's");
        folder.Write("data/kernels/course/kernel.json", """{"metadata": {"installed_by": "lectern"}}""");

        Assert.Equal((0, ""), Ended(await RunAsync("uninstall")));
        Assert.Equal((0, ""), Ended(await RunAsync("uninstall", "--name", "course")));
        Assert.Equal(["kernels/.net-csharp/notes.txt"], folder.Files("data"));
        Assert.False(Directory.Exists(folder["data/kernels/course"]));
    }

    [Theory]
    [InlineData("--user and --sys-prefix: a kernel is installed in one place at a time", "install", "--user", "--sys-prefix")]
    [InlineData("--sys-prefix: no Python environment is active", "install", "--sys-prefix")]
    [InlineData("--name \"My kernel\": a name of lower-case letters", "install", "--name", "My kernel")]
    [InlineData("--name \"..\": a name of lower-case letters", "uninstall", "--name", "..")]
    [InlineData("there is no ", "uninstall")]
    [InlineData("Required command was not provided")]
    public async Task What_cannot_be_carried_out_is_one_line(string message, params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"lectern: {message}", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.TrimEnd().Split('\n'));
    }

    private static (int ExitCode, string Errors) Ended(LecternProgram.Result result) => (result.ExitCode, result.Errors);

    private Task<LecternProgram.Result> RunAsync(params string[] arguments) => RunWithAsync([], arguments);

    private Task<LecternProgram.Result> RunWithAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        environment["JUPYTER_DATA_DIR"] = folder["data"];
        foreach (var name in new[] { "JUPYTER_PATH", "VIRTUAL_ENV", "CONDA_PREFIX" }) environment.TryAdd(name, "");
        return LecternProgram.RunAsync(folder.Path, environment, ["jupyter", .. arguments]);
    }
}
