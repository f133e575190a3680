using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Tests.Commands;

/// <summary>What <c>lectern run --in-place</c> leaves in the notebooks.</summary>
public sealed class InPlaceTests : IDisposable
{
    private const string Name = "notebooks/01-figures.ipynb";

    private const string Stepper = "Plot.BackwardStepper(new Value(2, \"a\") * 3, \"steps\", \"Steps\", \"They go.\")";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_twice_it_changes_nothing_whether_there_were_outputs_or_not()
    {
        TestBrowser.Program();
        Write(Curve("x * x"), Stepper, "Console.WriteLine(1 / 3.0);", "Tensor.Ones([2, 2])");
        await RunAsync();
        var first = folder.Read(Name);
        var written = File.GetLastWriteTimeUtc(folder[Name]);
        await RunAsync();

        Assert.Equal(first, folder.Read(Name));
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder[Name]));
        Assert.Equal(folder[Name], Assert.Single(Directory.GetFiles(folder["notebooks"])));
        Assert.Empty(folder.Files("out"));

        Write(Curve("x * x"), Stepper, "Console.WriteLine(1 / 3.0);", "Tensor.Ones([2, 2])");
        await RunAsync("--jobs", "1");
        Assert.Equal(first, folder.Read(Name));
    }

    [Fact]
    public async Task It_writes_text_and_for_each_figure_a_png_alone_with_its_description()
    {
        TestBrowser.Program();
        Write(
            Curve("x * x"),
            "Tensor.Ones([2, 2])",
            "Console.WriteLine(\"text\");",
            $"Plot.SideBySide({Curve("x")}, {Curve("-x", "other")})",
            Stepper);
        await RunAsync();

        var notebook = Notebook.Read(folder[Name]);
        Assert.Equal(["text/plain"], MimeTypes(notebook.Outputs(1)[0]));
        Assert.Contains("Backprop is loaded", notebook.Outputs(1)[0]!["data"]!["text/plain"].Joined(), StringComparison.Ordinal);
        Assert.Equal(["image/png"], MimeTypes(notebook.Outputs(2)[0]));
        Assert.Equal(["text/plain"], MimeTypes(notebook.Outputs(3)[0]));
        Assert.Equal("stream", notebook.Outputs(4)[0].Text("output_type"));
        Assert.Equal(["curve-2", "other"], notebook.Outputs(5).Select(output => Description(output).Text("name")));
        Assert.Equal("steps", Description(notebook.Outputs(6)[0]).Text("kind"));
        Assert.StartsWith("iVBORw0KGgo", notebook.Outputs(2)[0].Text("data", "image/png"), StringComparison.Ordinal);
        Assert.Equal(960, notebook.Outputs(2)[0]!["metadata"]!["image/png"]!["width"]!.GetValue<int>());
        Assert.Equal(540 + 48, notebook.Outputs(2)[0]!["metadata"]!["image/png"]!["height"]!.GetValue<int>()); // with its caption
        Assert.Equal([1, 2, 3, 4, 5, 6], Enumerable.Range(1, 6).Select(number => notebook.CodeCell(number)["execution_count"]!.GetValue<int>()));
        Assert.DoesNotContain("backprop-plotly", folder.Read(Name), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_keeps_its_bytes_until_its_numbers_change_visibly()
    {
        TestBrowser.Program();
        Write(Curve("x * x"));
        await RunAsync();
        var first = Notebook.Read(folder[Name]).Outputs(2).ToJsonString();

        Edit("x * x", "x * x * 1.00001");
        await RunAsync();
        Assert.Equal(first, Notebook.Read(folder[Name]).Outputs(2).ToJsonString());

        Edit("x * x * 1.00001", "x * x * 1.01");
        await RunAsync();
        Assert.NotEqual(first, Notebook.Read(folder[Name]).Outputs(2).ToJsonString());
    }

    [Fact]
    public async Task Without_a_browser_it_says_so_and_keeps_the_old_pictures()
    {
        TestBrowser.Program();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere browsers are found without PATH");
        Write(Curve("x * x"));
        await RunAsync();
        var old = Notebook.Read(folder[Name]).Outputs(2).ToJsonString();

        Edit("x * x", "x * x * x");
        var result = await LecternProgram.RunAsync(
            folder.Path, new Dictionary<string, string> { ["PATH"] = folder.Path }, "run", "--in-place");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("no browser was found to draw still pictures", result.Errors, StringComparison.Ordinal);
        Assert.Contains("1 figures have no picture, or an old one", result.Errors, StringComparison.Ordinal);
        Assert.Equal(old, Notebook.Read(folder[Name]).Outputs(2).ToJsonString());

        Write(Curve("x * x"));
        await LecternProgram.RunAsync(folder.Path, new Dictionary<string, string> { ["PATH"] = folder.Path }, "run", "--in-place");
        Assert.StartsWith("Figure curve", Notebook.Read(folder[Name]).Outputs(2)[0]!["data"]!["text/plain"].Joined(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_volatile_cell_is_run_and_its_output_left_out()
    {
        Write("Console.WriteLine(DateTime.Now.Ticks);");
        var json = JsonNode.Parse(folder.Read(Name))!;
        json["cells"]![2]!["metadata"] = JsonNode.Parse("""{"tags": ["volatile"]}""");
        folder.Write(Name, json.ToJsonString());
        await RunAsync();

        Assert.Empty(Notebook.Read(folder[Name]).Outputs(2));
        Assert.Equal(2, Notebook.Read(folder[Name]).CodeCell(2)["execution_count"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("throw new Exception(\"no\");", "Exception: no")]
    [InlineData("Console.WriteLine(Environment.CurrentDirectory);", "cell 2 shows the path")]
    public async Task A_notebook_that_fails_or_shows_its_folder_stays_as_it_was(string cell, string error)
    {
        Write(cell);
        var before = folder.Read(Name);
        var result = await LecternProgram.RunAsync(folder.Path, "--in-place");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(error, result.Errors, StringComparison.Ordinal);
        Assert.Contains("01-figures.ipynb stays as it was", result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, folder.Read(Name));
    }

    [Theory]
    [InlineData("WriteAllText(path, ReadAllText(path) + ' ')", "01-figures.ipynb was saved by another program while it ran")]
    [InlineData("WriteAllText(path, ReadAllText(path)[..99])", "01-figures.ipynb was saved by another program while it ran")]
    [InlineData("Delete(path)", "01-figures.ipynb was deleted while it ran")]
    [InlineData("SetAttributes(path, System.IO.FileAttributes.ReadOnly)", "01-figures.ipynb is read-only")]
    public async Task What_happens_to_a_notebook_while_it_runs_stands_and_the_others_are_written(string change, string error)
    {
        Write($"using static System.IO.File;\nvar path = \"01-figures.ipynb\";\n{change};");
        folder.Write("notebooks/02-b.ipynb", TestNotebook.Json("1 + 1"));
        var result = await LecternProgram.RunAsync(folder.Path, "--in-place", "--keep-going", "--jobs", "1");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(error, Assert.Single(result.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.True(!File.Exists(folder[Name]) || !folder.Read(Name).Contains("execution_count\": 1", StringComparison.Ordinal));
        Assert.Contains("\"execution_count\": 1", folder.Read("notebooks/02-b.ipynb"), StringComparison.Ordinal);
        if (File.Exists(folder[Name])) File.SetAttributes(folder[Name], FileAttributes.Normal);
    }

    [Fact]
    public async Task A_notebook_that_is_not_UTF_8_or_is_read_only_is_refused_before_anything_runs()
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("System.IO.File.WriteAllText(\"ran\", \"\");"));
        folder.Write("notebooks/02-b.ipynb", TestNotebook.Json("2"));
        folder.Write("notebooks/03-c.ipynb", TestNotebook.Json("3"));
        byte[] latin1 = [.. File.ReadAllBytes(folder["notebooks/02-b.ipynb"]).Select(one => one == 'T' ? (byte)0xe9 : one)];
        File.WriteAllBytes(folder["notebooks/02-b.ipynb"], latin1);
        File.SetAttributes(folder["notebooks/03-c.ipynb"], FileAttributes.ReadOnly);
        var result = await LecternProgram.RunAsync(folder.Path, "--in-place");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("02-b.ipynb is not in UTF-8", result.Errors, StringComparison.Ordinal);
        Assert.Contains($"{folder["notebooks/03-c.ipynb"]} is read-only", result.Errors, StringComparison.Ordinal);
        Assert.Equal(latin1, File.ReadAllBytes(folder["notebooks/02-b.ipynb"]));
        Assert.False(File.Exists(folder["notebooks/ran"]));
        File.SetAttributes(folder["notebooks/03-c.ipynb"], FileAttributes.Normal);
    }

    private static string Curve(string function, string name = "curve") =>
        $"Plot.Function([(\"f\", x => {function})], -1, 1, \"{name}\", \"A curve\", \"It bends.\")";

    private static IEnumerable<string> MimeTypes(JsonNode? output) => output!["data"]!.AsObject().Select(member => member.Key);

    private static JsonNode Description(JsonNode? output) => JsonNode.Parse(output!["metadata"].Text("backprop-figure")!)!;

    private void Write(params string[] cells) => folder.Write(Name, TestNotebook.Json([CourseLibrary.FirstCell, .. cells]));

    private void Edit(string from, string to)
    {
        var text = folder.Read(Name);
        Assert.Contains(from, text, StringComparison.Ordinal);
        folder.Write(Name, text.Replace($"x => {from}", $"x => {to}", StringComparison.Ordinal));
    }

    private async Task RunAsync(params string[] options)
    {
        var result = await LecternProgram.RunAsync(folder.Path, ["run", "--in-place", .. options]);
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
    }
}
