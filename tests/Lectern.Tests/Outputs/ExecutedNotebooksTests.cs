using Lectern.Notebooks;
using Lectern.Outputs;

namespace Lectern.Tests.Outputs;

/// <summary>What has not changed since it ran is not run again.</summary>
public sealed class ExecutedNotebooksTests : IDisposable
{
    /// <summary>Leaves a mark beside the notebook each time that it runs.</summary>
    private const string Counting = """System.IO.File.AppendAllText("runs.txt", "x"); "shown" """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_notebook_runs_again_only_if_something_that_it_shows_may_have_changed()
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(Counting));
        await ExpectAsync(runs: 1, "");

        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(Counting).Replace("and text", "and other text", StringComparison.Ordinal));
        var output = await ExpectAsync(runs: 1, "1 of 1 notebooks are unchanged and were not run again (--fresh runs all)");
        Assert.Contains("01-a.ipynb: 1 cells, unchanged since they ran", output, StringComparison.Ordinal);
        var executed = Notebook.Read(folder["out/notebooks/01-a.ipynb"]);
        Assert.Contains("and other text", executed.Cells[0].Source, StringComparison.Ordinal);
        Assert.Equal("shown", executed.Outputs(1)[0]!["data"]!["text/plain"].Joined());
        Assert.Equal(1, executed.CodeCell(1)["execution_count"]!.GetValue<int>());

        await ExpectAsync(runs: 1, "unchanged", "--in-place");
        Assert.Equal("shown", Notebook.Read(folder["notebooks/01-a.ipynb"]).Outputs(1)[0]!["data"]!["text/plain"].Joined());

        await ExpectAsync(runs: 2, "", "--fresh");
        folder.Write("data/numbers.csv", "1");
        await ExpectAsync(runs: 3, "");
    }

    [Fact]
    public async Task A_notebook_that_failed_runs_again()
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("""System.IO.File.AppendAllText("runs.txt", "x"); throw new Exception();"""));
        await LecternProgram.RunAsync(folder.Path);
        await LecternProgram.RunAsync(folder.Path);

        Assert.Equal("xx", folder.Read("notebooks/runs.txt"));
    }

    [Fact]
    public void The_checksum_of_a_notebook_s_inputs_follows_all_of_them_and_nothing_else()
    {
        folder.Write("lib/Own.dll", "a library");
        folder.Write("lib/parts/part.dll", "loaded by it");
        folder.Write("notebooks/more.csx", "int x = 1;");
        folder.Write("data/numbers.csv", "1");
        string[] cells = ["#r \"../lib/Own.dll\"\nusing Own;", "#load \"more.csx\"", "x + 1"];
        var before = Checksum(cells);

        folder.Write("notebooks/other.csx", "int y = 1;");
        Assert.Equal(before, Checksum(cells));

        HashSet<string> seen = [before];
        Assert.True(seen.Add(Checksum([.. cells[..2], "x + 2"])), "the code");
        Assert.True(seen.Add(Checksum([.. cells, "x + 3"])), "one more cell");
        Assert.True(seen.Add(Checksum(cells, browser: "/usr/bin/chromium")), "the browser");
        foreach (var file in new[] { "lib/Own.dll", "lib/parts/part.dll", "notebooks/more.csx", "data/numbers.csv" })
        {
            folder.Write(file, "changed");
            Assert.True(seen.Add(Checksum(cells)), file);
        }

        folder.Write("data/more/letters.csv", "a");
        Assert.True(seen.Add(Checksum(cells)), "a new file of data");
    }

    [Fact]
    public async Task An_executed_notebook_that_was_changed_by_hand_is_not_taken()
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("1"));
        OwnFiles own = new(folder["out"]);
        NotebookFile file = new(folder["notebooks/01-a.ipynb"], "01-a");
        var notebook = Notebook.Read(file.Path);
        ExecutedNotebooks executed = new(folder["out"], new NotebookInputs(folder["data"], browser: null), isFresh: false);
        var inputs = executed.Inputs(file, notebook);
        ExecutedNotebooks.Mark(notebook, new(1, TimeSpan.FromSeconds(1), Failure: null, inputs));
        own.Write(OutputFolder.NotebookPath(file), notebook.ToJson());
        Assert.NotNull(Anew().TryTake(file, notebook, inputs));
        Assert.Null(Anew().TryTake(file, notebook, inputs + "0"));

        var written = folder.Read("out/notebooks/01-a.ipynb");
        await File.WriteAllTextAsync(folder["out/notebooks/01-a.ipynb"], written.Replace("old", "new", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Null(Anew().TryTake(file, notebook, inputs));

        ExecutedNotebooks Anew() => new(folder["out"], new NotebookInputs(folder["data"], browser: null), isFresh: false);
    }

    private string Checksum(string[] cells, string? browser = null) => new NotebookInputs(folder["data"], browser)
        .ChecksumOf(new NotebookFile(folder["notebooks/01-a.ipynb"], "01-a"), TestNotebook.Of(cells));

    private async Task<string> ExpectAsync(int runs, string said, params string[] arguments)
    {
        var result = await LecternProgram.RunAsync(folder.Path, arguments);
        Assert.Equal("", result.Errors);
        Assert.Contains(said, result.Output, StringComparison.Ordinal);
        Assert.Equal(new string('x', runs), folder.Read("notebooks/runs.txt"));
        return result.Output;
    }
}
