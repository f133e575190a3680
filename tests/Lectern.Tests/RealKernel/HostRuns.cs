using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Lectern.Execution;
using Lectern.Notebooks;
using Lectern.Tests.Course;

namespace Lectern.Tests.RealKernel;

/// <summary>A notebook of the course as each host runs it, with its outputs settled by the same code.</summary>
internal static class HostRuns
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Notebook>>> Lectern = [];

    /// <summary>By lectern, once for all that ask.</summary>
    public static Task<Notebook> ByLecternAsync(string name) => Lectern.GetOrAdd(name, _ => new(() => RunByLecternAsync(name))).Value;

    /// <summary>By the real kernel, through Jupyter's own client.</summary>
    public static async Task<Notebook> ByJupyterAsync(string name)
    {
        using TemporaryFolder folder = new();
        var executed = Notebook.Read(await JupyterServer.ExecuteAsync(
            folder, PathOf(name), DotNetInteractive.KernelName, DotNetInteractive.KernelSpec(TestPort.Next())));
        foreach (var (index, cell) in executed.RunnableCells.Index())
            Show(cell, index + 1, cell.Outputs.Where(output => !IsKernelsOwn(output!)).Select(output => ReadOutput(output!)));
        return executed;
    }

    /// <summary>By the real kernel over standard input and output, as VS Code has it run.</summary>
    public static async Task<Notebook> ByStdioAsync(string name)
    {
        var notebook = Notebook.Read(PathOf(name));
        await using var kernel = await StdioKernel.StartAsync(FolderOf(name));
        foreach (var (index, cell) in notebook.RunnableCells.Index()) Show(cell, index + 1, await kernel.RunAsync(cell.Source));
        return notebook;
    }

    private static async Task<Notebook> RunByLecternAsync(string name)
    {
        var notebook = Notebook.Read(PathOf(name));
        var run = await new NotebookRunner(TimeSpan.FromMinutes(5)).RunAsync(
            notebook, FolderOf(name), new Progress<int>(), TestContext.Current.CancellationToken);
        Assert.True(run.Failure is null, $"{name}: {run.Failure}");
        return notebook;
    }

    private static string PathOf(string name) => Path.Combine(CourseNotebook.Home, name + ".ipynb");

    private static string FolderOf(string name) => Path.GetDirectoryName(PathOf(name))!;

    private static void Show(Cell cell, int number, IEnumerable<Output> outputs)
    {
        CellOutputs settled = new();
        foreach (var output in outputs) settled.Add(output);
        cell.Show(number, settled.Settle());
    }

    /// <summary>In Jupyter, what the first cell shows begins with a script that connects the page to the kernel.</summary>
    private static bool IsKernelsOwn(JsonNode output) =>
        output["data"]?[MimeBundle.Html] is { } html && html.Joined().Contains("id='dotnet-interactive-this-cell-", StringComparison.Ordinal);

    private static Output ReadOutput(JsonNode output) => output.Text("output_type") switch
    {
        "stream" => new StreamOutput(output.Text("name")!, output["text"].Joined()),
        "display_data" => new DisplayOutput(Data(output)),
        "execute_result" => new ResultOutput(Data(output)),
        _ => new ErrorOutput(output.Text("ename")!, output.Text("evalue")!, []),
    };

    private static Dictionary<string, string> Data(JsonNode output) =>
        output["data"]!.AsObject().ToDictionary(pair => pair.Key, pair => MultilineText.TryRead(pair.Value, out var text) ? text : pair.Value!.ToJsonString());
}
