using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Lectern.Execution;
using Lectern.Notebooks;

namespace Lectern.Tests.Execution;

public sealed class NotebookRunnerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_notebook_that_succeeds_shows_what_its_cells_show_in_order()
    {
        var notebook = TestNotebook.Of(
            "Console.Write(\"a\"); Console.Error.Write(\"b\"); 1.Display(); Console.WriteLine(\"10 %\\r20 %\"); 2",
            "",
            "Console.OpenStandardOutput().Write(\"past the console é\\n\"u8); Console.In.ReadToEnd().Length",
            "Environment.CurrentDirectory");
        var run = await RunAsync(notebook);

        Assert.Null(run.Failure);
        Assert.Equal(3, run.Cells);
        Assert.Equal("stdout a|stderr b|display_data 1|stdout 20 %\n|execute_result 2", Describe(notebook.Outputs(1)));
        Assert.Equal("stdout past the console é\n|execute_result 0", Describe(notebook.Outputs(3)));
        Assert.EndsWith(Path.GetFileName(folder.Path), Describe(notebook.Outputs(4)), StringComparison.Ordinal);
        Assert.Equal(["1", "null", "2", "3"], Counts(notebook, 4));
        Assert.Empty(notebook.Outputs(2));
    }

    [Fact]
    public async Task A_worker_does_without_what_the_kernel_has_for_editors()
    {
        var notebook = TestNotebook.Of(
            "string.Join(\",\", AppDomain.CurrentDomain.GetAssemblies().Select(one => one.GetName().Name).Where(name =>\n"
            + "    name.Contains(\"CodeAnalysis\") && (name.EndsWith(\"Features\") || name.Contains(\"VisualBasic\"))))");
        await RunAsync(notebook);

        Assert.Equal("execute_result ", Describe(notebook.Outputs(1)));
    }

    [Fact]
    public async Task A_notebook_that_throws_keeps_what_came_before_and_runs_nothing_after()
    {
        var notebook = TestNotebook.Of("1", "Console.Write(\"before\");\nthrow new InvalidOperationException(\"wrong\");", "3");
        var run = await RunAsync(notebook);

        Assert.Equal(1, run.Cells);
        Assert.Equal("cell 2, line 2: InvalidOperationException: wrong", run.Failure?.ToString());
        Assert.Equal("stdout before|error InvalidOperationException: wrong", Describe(notebook.Outputs(2)));
        Assert.Empty(notebook.Outputs(3));
        Assert.Equal(["1", "2", "null"], Counts(notebook, 3));
    }

    [Fact]
    public async Task A_notebook_that_does_not_compile_says_where()
    {
        var run = await RunAsync(TestNotebook.Of("1;\n2 +"));

        Assert.StartsWith("cell 1, line 2: CompilationError: CS", run.Failure?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_never_ends_is_stopped_and_what_it_showed_is_kept()
    {
        var notebook = TestNotebook.Of("Console.Write(\"started\"); while (true) { }");
        var run = await RunAsync(notebook, timeout: 1);

        Assert.Equal("cell 1: Timeout: the cell did not end within 1 s and was stopped", run.Failure?.ToString());
        Assert.StartsWith("stdout started|error", Describe(notebook.Outputs(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_writes_without_end_is_stopped_and_fills_no_memory()
    {
        var notebook = TestNotebook.Of("while (true) Console.WriteLine(\"again and again\");");
        var run = await RunAsync(notebook, timeout: 2);

        Assert.Equal("Timeout", run.Failure?.Error.Name);
        Assert.InRange(notebook.ToJson().Length, 1, 5_000_000);
    }

    [Fact]
    public async Task A_cell_that_shows_values_without_end_is_stopped_long_before_its_time()
    {
        var notebook = TestNotebook.Of("while (true) \"x\".Display();", "2");
        var run = await RunAsync(notebook, timeout: 600);

        Assert.Equal(
            "cell 1: EndlessOutput: the cell went on showing values or text without end and was stopped", run.Failure?.ToString());
        Assert.Equal(10_000, notebook.Outputs(1).Count(output => output.Text("output_type") == "display_data"));
        Assert.InRange(notebook.ToJson().Length, 1, 5_000_000);
        Assert.Empty(notebook.Outputs(2));
    }

    [Theory]
    [InlineData("Environment.Exit(3);", "ended with exit code 3")]
    [InlineData("Environment.Exit(0);", "ended with exit code 0")]
    [InlineData("Environment.FailFast(\"bad luck\");", "bad luck")]
    [InlineData("int Deep(int n) => Deep(n + 1) + 1;\nDeep(0)", "Stack overflow.")]
    public async Task A_process_that_ends_is_the_error_of_the_cell_that_ran(string code, string reason)
    {
        var notebook = TestNotebook.Of("1", "Console.WriteLine(\"last words\");\n" + code, "3");
        var run = await RunAsync(notebook);

        Assert.Equal(2, run.Failure?.Cell);
        Assert.Equal("ProcessEnded", run.Failure?.Error.Name);
        Assert.EndsWith(reason, run.Failure?.Error.Message, StringComparison.Ordinal);
        Assert.StartsWith("stdout last words\n|error", Describe(notebook.Outputs(2)), StringComparison.Ordinal);
        Assert.Empty(notebook.Outputs(3));
    }

    [Fact]
    public async Task A_cell_of_another_kernel_is_refused()
    {
        var json = JsonNode.Parse(TestNotebook.Json("1"))!;
        json["cells"]![1]!["metadata"] = JsonNode.Parse("""{"polyglot_notebook": {"kernelName": "fsharp"}}""");
        var run = await RunAsync(Notebook.Parse(json.ToJsonString(), "a.ipynb"));

        Assert.StartsWith("cell 1: NotSupported: the cell is for the kernel 'fsharp', and lectern has none", run.Failure?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_may_fail_shows_its_error_and_the_notebook_goes_on()
    {
        var notebook = Tagged("raises-exception", "throw new InvalidOperationException(\"wanted\");", "2");
        var run = await RunAsync(notebook);

        Assert.Null(run.Failure);
        Assert.Equal("error InvalidOperationException: wanted", Describe(notebook.Outputs(1)));
        Assert.Equal("execute_result 2", Describe(notebook.Outputs(2)));
    }

    [Fact]
    public async Task A_cell_that_may_fail_but_ends_the_process_fails_the_notebook()
    {
        var run = await RunAsync(Tagged("raises-exception", "Environment.Exit(3);", "2"));

        Assert.Equal("ProcessEnded", run.Failure?.Error.Name);
    }

    [Fact]
    public async Task A_skipped_cell_stays_as_it_is_and_is_not_counted()
    {
        var notebook = Tagged("skip-execution", "throw new InvalidOperationException();", "2");
        var run = await RunAsync(notebook);

        Assert.Null(run.Failure);
        Assert.Equal("stdout old", Describe(notebook.Outputs(1)));
        Assert.Equal(["99", "1"], Counts(notebook, 2));
    }

    [Fact]
    public async Task A_value_that_was_shown_in_an_earlier_cell_can_be_shown_anew()
    {
        const string Context = "Microsoft.DotNet.Interactive.KernelInvocationContext.Current";
        var notebook = TestNotebook.Of(
            $"using Microsoft.DotNet.Interactive;\nvar shown = {Context}.Display(\"one\"); 1", "shown.Update(\"two\");");
        await RunAsync(notebook);

        Assert.Equal("display_data two|execute_result 1", Describe(notebook.Outputs(1)));
        Assert.Empty(notebook.Outputs(2));
    }

    [Fact]
    public async Task A_thread_that_writes_while_another_shows_values_holds_nothing_up()
    {
        var notebook = TestNotebook.Of(
            "var writing = Task.Run(() => { for (var i = 0; i < 3_000; i++) Console.Write(\"x\"); });\n"
            + "for (var i = 0; i < 300; i++) 1.Display();\nawait writing;");
        var run = await RunAsync(notebook, timeout: 60);

        Assert.Null(run.Failure);
        var shown = Describe(notebook.Outputs(1)).Split('|');
        Assert.Equal(300, shown.Count(output => output == "display_data 1"));
        Assert.Equal(3_000, shown.Where(output => output.StartsWith("stdout", StringComparison.Ordinal)).Sum(output => output.Count(letter => letter == 'x')));
    }

    [Fact]
    public async Task Raw_output_and_programs_that_a_cell_starts_touch_neither_requests_nor_messages()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it starts programs of Unix");
        var notebook = TestNotebook.Of(
            "System.Diagnostics.Process.Start(\"cat\").WaitForExit();",
            "var raw = Console.OpenStandardOutput();\nvar writing = Task.Run(() => { for (var i = 0; i < 5_000; i++) raw.Write(\"{}\\n\"u8); });\n"
            + "for (var i = 0; i < 200; i++) new string('a', 5_000).Display();\nawait writing;",
            "System.Diagnostics.Process.Start(\"sh\", [\"-c\", \"echo from a program\"]).WaitForExit(); 3");
        var run = await RunAsync(notebook, timeout: 60);

        Assert.Null(run.Failure);
        var second = Describe(notebook.Outputs(2)).Split('|');
        Assert.Equal(200, second.Count(output => output == "display_data " + new string('a', 5_000)));
        Assert.Equal(5_000, second.Sum(output => output.Count(letter => letter == '{')));
        Assert.Equal("stdout from a program\n|execute_result 3", Describe(notebook.Outputs(3)));
    }

    [Fact]
    public async Task Numbers_are_written_in_the_invariant_culture_until_a_cell_asks_for_another()
    {
        var notebook = TestNotebook.Of("1.5.ToString()", "1.5.ToString(new System.Globalization.CultureInfo(\"de-DE\"))");
        await RunAsync(notebook);

        Assert.Equal("execute_result 1.5", Describe(notebook.Outputs(1)));
        Assert.Equal("execute_result 1,5", Describe(notebook.Outputs(2)));
    }

    [Fact]
    public async Task Two_runs_give_the_same_bytes()
    {
        var first = Rich();
        var second = Rich();
        await RunAsync(first);
        await RunAsync(second);

        Assert.Equal(first.ToJson(), second.ToJson());
        Assert.DoesNotContain(folder.Path, first.ToJson(), StringComparison.Ordinal);

        static Notebook Rich() => TestNotebook.Of(
            "class P { public int A => 1; public P Next; public string T { get; } = \"<t>\"; }",
            "new { A = 1, B = new P { Next = new P() }, C = new[] { 1.5, 2 } }",
            "new List<object> { 1, \"a\", new P(), null }",
            "new Dictionary<string, P> { [\"k\"] = new P() }",
            "Enumerable.Range(0, 100)",
            "new Exception(\"shown\")",
            "(1, \"two\")",
            "typeof(P)",
            "int.Parse(\"x\")");
    }

    [Fact]
    public async Task A_worker_ends_with_its_parent_even_while_a_cell_runs()
    {
        var cancellation = TestContext.Current.CancellationToken;
        folder.Write("a.ipynb", TestNotebook.Json(
            "System.IO.File.WriteAllText(\"pid.part\", $\"{Environment.ProcessId}\"); System.IO.File.Move(\"pid.part\", \"pid\"); while (true) { }"));
        using var parent = LecternProgram.Start(folder.Path, ["a.ipynb"]);
        while (!File.Exists(folder["pid"])) await Task.Delay(50, cancellation);
        using var worker = Process.GetProcessById(int.Parse(folder.Read("pid"), CultureInfo.InvariantCulture));

        parent.Kill();

        await worker.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromSeconds(30), cancellation);
    }

    [Fact]
    public async Task Cancelling_ends_the_worker()
    {
        using CancellationTokenSource cancel = new();
        var notebook = TestNotebook.Of("System.IO.File.WriteAllText(\"pid\", $\"{Environment.ProcessId}\");", "while (true) { }");
        Signal firstCell = new();
        var run = new NotebookRunner(TimeSpan.FromMinutes(5)).RunAsync(notebook, folder.Path, firstCell, cancel.Token);
        await firstCell.Reported;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(folder.Read("pid"), CultureInfo.InvariantCulture)));
    }

    private Task<NotebookRun> RunAsync(Notebook notebook, double timeout = 300) =>
        new NotebookRunner(TimeSpan.FromSeconds(timeout))
            .RunAsync(notebook, folder.Path, new Signal(), TestContext.Current.CancellationToken);

    /// <summary>A notebook whose first code cell has the tag.</summary>
    private static Notebook Tagged(string tag, params string[] cells)
    {
        var json = JsonNode.Parse(TestNotebook.Json(cells))!;
        json["cells"]![1]!["metadata"] = new JsonObject { ["tags"] = new JsonArray(tag) };
        return Notebook.Parse(json.ToJsonString(), "tagged.ipynb");
    }

    private static string Describe(JsonArray outputs) => string.Join('|', outputs.Select(output => output.Text("output_type") switch
    {
        "stream" => $"{output.Text("name")} {output!["text"].Joined()}",
        "error" => $"error {output.Text("ename")}: {output.Text("evalue")}",
        var type => $"{type} {output!["data"]!["text/plain"].Joined()}",
    }));

    private static IEnumerable<string> Counts(Notebook notebook, int cells) =>
        Enumerable.Range(1, cells).Select(number => notebook.CodeCell(number)["execution_count"]?.ToJsonString() ?? "null");

    private sealed class Signal : IProgress<int>
    {
        private readonly TaskCompletionSource reported = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reported => reported.Task;

        public void Report(int value) => reported.TrySetResult();
    }
}
