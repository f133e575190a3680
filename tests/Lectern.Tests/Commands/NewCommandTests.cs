using System.Text.Json.Nodes;
using Lectern.Commands;
using Lectern.Notebooks;
using Lectern.Tests.Course;

namespace Lectern.Tests.Commands;

/// <summary>What <c>lectern new</c> writes.</summary>
public sealed class NewCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public NewCommandTests()
    {
        Directory.CreateDirectory(folder["lib"]);
        Directory.CreateSymbolicLink(folder["lib/bin"], Path.Combine(CourseNotebook.Home, "..", "lib", "bin"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_notebook_of_its_name_lies_beside_the_course_and_runs()
    {
        var result = await LecternProgram.RunAsync(folder.Path, "new", "mine");
        Assert.Equal((ExitCodes.Success, folder["notebooks/mine.ipynb"] + Environment.NewLine, ""), (result.ExitCode, result.Output, result.Errors));
        Assert.Equal("mine", Notebook.Read(folder["notebooks/mine.ipynb"]).Title);

        var run = await LecternProgram.RunAsync(folder.Path, "mine");
        Assert.True(run.ExitCode == ExitCodes.Success, run.Errors);
        var shown = Notebook.Read(folder["out/notebooks/mine.ipynb"]);
        Assert.Equal("y = 15, dy/dx = 8", shown.Outputs(2)[0]!["data"]!["text/plain"].Joined());
    }

    [Fact]
    public async Task It_has_the_metadata_of_the_course_and_finds_the_library_from_where_it_lies()
    {
        await LecternProgram.RunAsync(folder.Path, "new", "talks/spring/a \"b\".ipynb");
        var document = JsonNode.Parse(folder.Read("talks/spring/a \"b\".ipynb"))!;

        Assert.True(JsonNode.DeepEquals(CourseNotebook.Read("01-chain-rule").Document["metadata"], document["metadata"]));
        Assert.Equal("# a \"b\"", document["cells"]![0]!["source"].Joined().Split('\n')[0]);
        Assert.StartsWith("#r \"../../lib/bin/Backprop.dll\"", document["cells"]![1]!["source"].Joined(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_already_stays_and_a_name_that_is_none_is_refused()
    {
        folder.Write("notebooks/mine.ipynb", "anything");
        Assert.Equal(
            $"lectern: {folder["notebooks/mine.ipynb"]} is there already, and lectern doesn't overwrite it: choose another name\n",
            await RefusedAsync(folder.Path, "mine"));
        Assert.Equal("anything", folder.Read("notebooks/mine.ipynb"));
        Assert.Equal("lectern: \"\" is no name of a notebook: a name like my-notebook is expected\n", await RefusedAsync(folder.Path, ""));
        Assert.Equal("lectern: \"talks/\" is no name of a notebook: a name like my-notebook is expected\n", await RefusedAsync(folder.Path, "talks/"));

        using TemporaryFolder elsewhere = new();
        Assert.Equal(
            $"lectern: there is no {elsewhere["lib/bin/Backprop.dll"]}: start lectern in the project's folder\n", await RefusedAsync(elsewhere.Path, "mine"));
        Assert.Empty(elsewhere.Files(""));
    }

    private static async Task<string> RefusedAsync(string folder, string name)
    {
        var result = await LecternProgram.RunAsync(folder, "new", name);
        Assert.Equal(ExitCodes.Usage, result.ExitCode);
        return result.Errors.ReplaceLineEndings("\n");
    }
}
