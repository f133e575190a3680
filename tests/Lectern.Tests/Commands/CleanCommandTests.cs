using System.Text.Json.Nodes;
using Lectern.Commands;
using Lectern.Notebooks;

namespace Lectern.Tests.Commands;

/// <summary>What <c>lectern clean</c> leaves of notebooks.</summary>
public sealed class CleanCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Outputs_and_counts_are_gone_and_all_else_is_as_it_was()
    {
        folder.Write("notebooks/a.ipynb", TestNotebook.Json("1 + 1", "2 + 2"));
        var expected = JsonNode.Parse(folder.Read("notebooks/a.ipynb"))!;
        foreach (var cell in expected["cells"]!.AsArray().Where(cell => cell.Text("cell_type") == "code"))
        {
            cell!["execution_count"] = null;
            cell["outputs"] = new JsonArray();
        }

        var result = await LecternProgram.RunAsync(folder.Path, "clean", "a");
        Assert.Equal((ExitCodes.Success, $"a.ipynb: the outputs of 2 cells are gone{Environment.NewLine}"), (result.ExitCode, result.Output));
        Assert.Equal(
            Notebook.Parse(expected.ToJsonString(), "expected").ToJson(), Notebook.Read(folder["notebooks/a.ipynb"]).ToJson());
        Assert.Single(folder.Files("notebooks"));

        var clean = folder.Read("notebooks/a.ipynb");
        await LecternProgram.RunAsync(folder.Path, "clean", "a");
        Assert.Equal(clean, folder.Read("notebooks/a.ipynb"));
    }

    [Fact]
    public async Task Notebooks_must_be_named_and_one_that_cannot_be_read_leaves_the_others_as_they_are()
    {
        var good = TestNotebook.Json("1 + 1");
        folder.Write("notebooks/a.ipynb", good);
        folder.Write("notebooks/b.ipynb", "no notebook");

        var unnamed = await LecternProgram.RunAsync(folder.Path, "clean");
        Assert.Equal(ExitCodes.Usage, unnamed.ExitCode);
        Assert.Contains("clean", unnamed.Errors, StringComparison.Ordinal);
        var result = await LecternProgram.RunAsync(folder.Path, "clean", "*");
        Assert.Equal((ExitCodes.Usage, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("lectern: b.ipynb is not JSON", result.Errors, StringComparison.Ordinal);
        Assert.Equal(good, folder.Read("notebooks/a.ipynb"));
    }

    [Fact]
    public async Task A_shell_that_completes_is_told_the_commands_and_the_names_of_the_notebooks()
    {
        folder.Write("notebooks/a.ipynb", TestNotebook.Json("1 + 1"));
        folder.Write("notebooks/solutions/a.ipynb", TestNotebook.Json("1 + 1"));

        Assert.Contains("clean", (await LecternProgram.RunAsync(folder.Path, "[suggest:2]", "cl")).Output.Split('\n'), StringComparer.Ordinal);
        var names = (await LecternProgram.RunAsync(folder.Path, "[suggest:6]", "clean ")).Output.ReplaceLineEndings("\n").Split('\n');
        Assert.Contains("a", names);
        Assert.Contains("solutions/a", names);
        Assert.Contains("lectern [<NOTEBOOK>...] clean <NOTEBOOK>... [options]", (await LecternProgram.RunAsync(folder.Path, "clean", "--help")).Output, StringComparison.Ordinal);
    }
}
