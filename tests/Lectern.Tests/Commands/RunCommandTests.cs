using System.Diagnostics;
using System.Globalization;

namespace Lectern.Tests.Commands;

/// <summary>The real program, from its command line to its exit code.</summary>
public sealed class RunCommandTests : IDisposable
{
    /// <summary>Shows a figure without any library: a class with a formatter of its own.</summary>
    private const string ShowFigure = """"
        #r "Microsoft.DotNet.Interactive.Formatting"
        class Picture { }
        Microsoft.DotNet.Interactive.Formatting.Formatter.Register<Picture>(
            picture => """<div class="backprop-figure"><script type="application/json">{"name":"curve"}</script></div>""", "text/html");
        new Picture()
        """";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_course_is_run_and_everything_is_written_to_the_output_folder()
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("1.5"));
        folder.Write("notebooks/solutions/01-a.ipynb", TestNotebook.Json(ShowFigure));
        folder.Write("out/figures/solutions/01-a/gone.html", "of an earlier run");
        folder.Write("out/figures/solutions/01-a/notes.txt", "not lectern's");
        var result = await RunAsync();

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            [
                "figures/solutions/01-a/curve.html", "figures/solutions/01-a/notes.txt", "index.html",
                "notebooks/01-a.ipynb", "notebooks/solutions/01-a.ipynb",
            ],
            folder.Files("out"));
        Assert.EndsWith(Path.Combine("out", "index.html"), result.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Matches(@"(?m)^01-a\.ipynb: 1 cells in \d+\.\d s\r?$", result.Output);
        Assert.Matches(@"01-a\.ipynb +1 +\d+\.\d +0", result.Output);
        Assert.Matches(@"solutions/01-a\.ipynb +1 +\d+\.\d +1", result.Output);
        Assert.Contains("\"old\"", folder.Read("notebooks/01-a.ipynb"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_succeeds_without_its_still_pictures_and_says_why_they_are_missing()
    {
        TestBrowser.Program();
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(CourseLibrary.FirstCell, "Plot.Function([(\"f\", x => x)], 0, 1, \"line\", \"A line\", \"It is straight.\")"));
        Dictionary<string, string> environment = new() { ["TMPDIR"] = folder["missing"], ["TEMP"] = folder["missing"], ["TMP"] = folder["missing"] };
        var result = await LecternProgram.RunAsync(folder.Path, environment);

        Assert.Equal(0, result.ExitCode);
        var line = Assert.Single(Lines(result.Errors));
        Assert.StartsWith("01-a.ipynb, the browser needs a folder for its profile, and none can be made: ", line, StringComparison.Ordinal);
        Assert.EndsWith(": 1 figures show no picture where no script runs", line, StringComparison.Ordinal);
        Assert.Contains("backprop-message", folder.Read("out/figures/01-a/line.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_failure_stops_the_notebooks_that_wait()
    {
        WriteFailing("01-a", "02-b", "03-c");
        var result = await RunAsync("--jobs", "1");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            ["01-a.ipynb, cell 2, line 1: Exception: wrong", "not run because of that: 02-b.ipynb, 03-c.ipynb (--keep-going runs them all the same)"],
            Lines(result.Errors));
        Assert.Equal(["index.html", "notebooks/01-a.ipynb"], folder.Files("out"));
        Assert.Contains("Stopped at cell 2, line 1: Exception: wrong", folder.Read("out/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_keep_going_it_runs_every_notebook_that_is_one()
    {
        WriteFailing("01-a", "02-b");
        folder.Write("notebooks/03-c.ipynb", "{");
        var result = await RunAsync("run", "--keep-going", "--out", "elsewhere");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            [
                "01-a.ipynb, cell 2, line 1: Exception: wrong", "02-b.ipynb, cell 2, line 1: Exception: wrong",
                "03-c.ipynb is not JSON: see line 1, byte 2",
            ],
            Lines(result.Errors));
        Assert.Equal(["index.html", "notebooks/01-a.ipynb", "notebooks/02-b.ipynb"], folder.Files("elsewhere"));
        Assert.Equal("{", folder.Read("notebooks/03-c.ipynb"));
    }

    [Theory]
    [InlineData(2, "there is no notebook \"nowhere.ipynb\"", "nowhere.ipynb")]
    [InlineData(2, "there is no folder \"notebooks\"")]
    [InlineData(2, "lectern: there is no option --colour (see --help)", "--colour")]
    [InlineData(2, "--jobs 0: a number from 1 to 1000000 is expected", "--jobs", "0")]
    [InlineData(2, "--jobs", "--jobs", "two")]
    [InlineData(2, "--timeout -1: a number from 1", "--timeout", "-1")]
    [InlineData(2, "--timeout", "--timeout", "NaN")]
    [InlineData(2, "--out", "--out")]
    [InlineData(2, "would be overwritten by its own output", "sub/notebooks/good.ipynb", "--out", "sub")]
    [InlineData(1, "cannot write to the folder \"file\"", "sub/notebooks/good.ipynb", "--out", "file")]
    [InlineData(1, "python.ipynb is a notebook in python", "python.ipynb")]
    [InlineData(1, "old.ipynb is in nbformat 3", "old.ipynb")]
    [InlineData(1, "file is not JSON", "file")]
    public async Task Bad_input_is_one_clear_line_and_destroys_nothing(int exitCode, string message, params string[] arguments)
    {
        folder.Write("file", "text");
        folder.Write("sub/notebooks/good.ipynb", TestNotebook.Json("1"));
        folder.Write("old.ipynb", "{\"nbformat\": 3}");
        folder.Write("python.ipynb", "{\"nbformat\": 4, \"cells\": [], \"metadata\": {\"language_info\": {\"name\": \"python\"}}}");
        var result = await RunAsync(arguments);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(message, Assert.Single(Lines(result.Errors)), StringComparison.Ordinal);
        Assert.Equal(TestNotebook.Json("1"), folder.Read("sub/notebooks/good.ipynb"));
        Assert.Equal("text", folder.Read("file"));
    }

    [Fact]
    public async Task Help_and_version_are_told()
    {
        var help = await RunAsync("--help");
        Assert.Equal(0, help.ExitCode);
        foreach (var word in new[] { "run", "NOTEBOOK", "--out", "--timeout", "--jobs", "--keep-going", "--version" })
            Assert.Contains(word, help.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("worker", help.Output, StringComparison.Ordinal);

        Assert.Equal("0.1.0", (await RunAsync("--version")).Output.Trim());
    }

    [Fact]
    public async Task A_locale_with_a_decimal_comma_changes_nothing()
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(
            "Console.WriteLine($\"{1234.5:N1} {1e-5}\"); new { X = 1234.5, Date = DateTime.UnixEpoch }",
            "await Task.Run(() => 0.5.ToString())"));
        string[] written = [await InLocale("C"), await InLocale("de_DE.UTF-8")];

        Assert.Equal(written[0], written[1]);
        Assert.Contains("1,234.5 1E-05", written[0], StringComparison.Ordinal);

        async Task<string> InLocale(string locale)
        {
            using var process = LecternProgram.Start(folder.Path, [], locale);
            Assert.Equal(0, (await LecternProgram.EndAsync(process)).ExitCode);
            return folder.Read("out/notebooks/01-a.ipynb");
        }
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Interrupted_it_stops_its_workers_and_leaves_no_file_half_written(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a signal can be sent to another process on Unix only");
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(
            "System.IO.File.WriteAllText(\"started.new\", $\"{Environment.ProcessId}\");\n"
            + "System.IO.File.Move(\"started.new\", \"started\");\nwhile (true) { }"));

        using var process = LecternProgram.Start(folder.Path, []);
        var end = LecternProgram.EndAsync(process);
        while (!File.Exists(folder["notebooks/started"]) && !end.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        var result = await end;

        Assert.Equal(130, result.ExitCode);
        Assert.StartsWith("lectern: interrupted", Assert.Single(Lines(result.Errors)), StringComparison.Ordinal);
        Assert.Empty(folder.Files("out"));
        Assert.Throws<ArgumentException>(
            () => Process.GetProcessById(int.Parse(folder.Read("notebooks/started"), CultureInfo.InvariantCulture)));
    }

    private Task<LecternProgram.Result> RunAsync(params string[] arguments) => LecternProgram.RunAsync(folder.Path, arguments);

    private void WriteFailing(params string[] names)
    {
        foreach (var name in names)
            folder.Write($"notebooks/{name}.ipynb", TestNotebook.Json("1", "throw new Exception(\"wrong\");", "3"));
    }

    private static string[] Lines(string text) => text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
