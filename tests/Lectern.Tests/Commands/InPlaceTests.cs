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
