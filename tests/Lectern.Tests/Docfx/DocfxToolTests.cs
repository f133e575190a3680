using Lectern.Docfx;

namespace Lectern.Tests.Docfx;

public sealed class DocfxToolTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_without_a_manifest_that_names_docfx_is_refused()
    {
        folder.Write(".config/dotnet-tools.json", """{"version": 1, "isRoot": true, "tools": {}}""");
        var exception = Assert.Throws<DocfxException>(() => new DocfxTool(folder.Path));
        Assert.Equal($"no tool manifest in {folder.Path} or above it names docfx: start lectern in the project's folder", exception.Message);
    }

    [Fact]
    public async Task What_is_not_restored_is_told_with_the_command_that_restores_it()
    {
        folder.Write(".config/dotnet-tools.json", """
            {"version": 1, "isRoot": true, "tools": {"docfx": {"version": "0.0.1", "commands": ["docfx"]}}}
            """);
        var exception = await Assert.ThrowsAsync<DocfxException>(() => RunAsync(folder.Path, "--version"));
        Assert.Equal("docfx is not restored: run dotnet tool restore", exception.Message);
    }

    [Fact]
    public async Task A_run_that_fails_is_told_in_docfx_s_own_words()
    {
        folder.Write("wrong.json", "{ \"build\": ");
        await TestDocfx.SkipUnlessRestoredAsync(() => RunAsync(TestDocfx.Project, "--version"));

        var exception = await Assert.ThrowsAsync<DocfxException>(() => RunAsync(TestDocfx.Project, "build", folder["wrong.json"]));
        Assert.StartsWith("docfx failed with exit code ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("JsonException: ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    private static Task<string> RunAsync(string project, params string[] arguments) =>
        new DocfxTool(project).RunAsync(arguments, TestContext.Current.CancellationToken);
}
