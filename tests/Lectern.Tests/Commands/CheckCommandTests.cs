using System.Text.Json.Nodes;
using Lectern.Commands;
using Lectern.Comparison;
using Lectern.Outputs;

namespace Lectern.Tests.Commands;

/// <summary><c>lectern check</c>, from its command line to its exit code.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Drifted_cells_are_shown_old_beside_new_and_notebooks_that_were_not_compared_are_named()
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("Console.WriteLine(\"new\");\n1.25"));
        folder.Write("notebooks/02-b.ipynb", TestNotebook.Json("1"));
        folder.Write("notebooks/03-c.ipynb", TestNotebook.Json("throw new Exception(\"no\");"));
        await LecternProgram.RunAsync(folder.Path, "clean", "02-b");
        var before = folder.Read("notebooks/01-a.ipynb");
        var result = await LecternProgram.RunAsync(folder.Path, "check", "--keep-going");

        Assert.Equal(ExitCodes.Failure, result.ExitCode);
        Assert.Equal("03-c.ipynb, cell 1, line 1: Exception: no", result.Errors.TrimEnd());
        Assert.Equal(
            """

            01-a.ipynb, cell 1 (id "code-0")
              - execution count: 99
              + execution count: 1
              - old
              + new
              + (execute_result, text/plain)
              + 1.25

            02-b.ipynb, 1 cell: git has no outputs of this notebook

            not compared, because they did not run to their end: 03-c.ipynb
            2 cells of 2 notebooks have drifted; if that is meant, lectern run --in-place writes them
            """.ReplaceLineEndings("\n"),
            AfterIndex(result));
        Assert.Equal(before, folder.Read("notebooks/01-a.ipynb"));
        Assert.Equal(
            ["index.html", "notebooks/01-a.ipynb", "notebooks/02-b.ipynb", "notebooks/03-c.ipynb"],
            folder.Files("out").Where(file => !file.StartsWith('.')));
    }

    [Fact]
    public async Task What_run_in_place_has_written_agrees()
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("Console.WriteLine(1 / 3.0);", "DateTime.Now.Ticks"));
        var json = JsonNode.Parse(folder.Read("notebooks/01-a.ipynb"))!;
        json["cells"]![2]!["metadata"] = JsonNode.Parse("""{"tags": ["volatile"]}""");
        folder.Write("notebooks/01-a.ipynb", json.ToJsonString());
        await LecternProgram.RunAsync(folder.Path, "run", "--in-place");
        var result = await LecternProgram.RunAsync(folder.Path, "check", "01-a");

        Assert.Equal((ExitCodes.Success, ""), (result.ExitCode, result.Errors));
        Assert.Equal("1 notebook agrees with what is in git (numbers within 0.0001 of their size, or 1 in the last digit)", AfterIndex(result));
    }

    [Fact]
    public void The_last_line_counts_cells_and_notebooks()
    {
        NotebookFile a = new("/a.ipynb", "a"), b = new("/b.ipynb", "b");
        const string remedy = "; if that is meant, lectern run --in-place writes them";
        CellDrift one = new("cell 1", []), three = new("3 cells", [], 3);
        Assert.EndsWith($"\n1 cell of 1 notebook has drifted{remedy}", Report((a, [one]), (b, [])), StringComparison.Ordinal);
        Assert.EndsWith($"\n5 cells of 2 notebooks have drifted{remedy}", Report((a, [one, three]), (b, [one])), StringComparison.Ordinal);
        Assert.Equal($"2 notebooks agree with what is in git ({PrintedNumber.Allowance})", Report((a, []), (b, [])));
    }

    private static string Report(params (NotebookFile File, IReadOnlyList<CellDrift> Drift)[] found)
    {
        using StringWriter text = new();
        DriftReport.Write(text, [.. found.Select(one => one.File)], found.ToDictionary(one => one.File, one => one.Drift));
        return text.ToString().ReplaceLineEndings("\n").TrimEnd();
    }

    /// <summary>What stands after the path of the index page, with which a run ends.</summary>
    private static string AfterIndex(LecternProgram.Result result) =>
        result.Output.ReplaceLineEndings("\n").Split($"index.html\n", 2)[1].TrimEnd();
}
