using System.Diagnostics;
using System.Globalization;
using Lectern.Commands;
using Lectern.Notebooks;
using Lectern.Outputs;

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
        new OwnFiles(folder["out"]).Write("figures/solutions/01-a/gone.html", "of an earlier run");
        folder.Write("out/figures/solutions/01-a/notes.txt", "not lectern's");
        folder.Write("out/figures/solutions/01-a/notes.html", "not lectern's");
        var result = await RunAsync();

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            [
                OwnFiles.ListName, "figures/solutions/01-a/curve.html", "figures/solutions/01-a/notes.html",
                "figures/solutions/01-a/notes.txt", "index.html",
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
    public async Task Notebooks_that_run_at_once_share_the_processors()
    {
        foreach (var name in new[] { "01-a", "02-b" }) folder.Write($"notebooks/{name}.ipynb", TestNotebook.Json("Environment.ProcessorCount"));
        Assert.Equal(0, (await RunAsync("--jobs", "2")).ExitCode);

        var shown = Notebook.Read(folder["out/notebooks/02-b.ipynb"]).Outputs(1)[0]!["data"]!["text/plain"].Joined();
        Assert.Equal(Math.Max(1, Environment.ProcessorCount / 2).ToString(CultureInfo.InvariantCulture), shown);
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
        Assert.Equal([OwnFiles.ListName, "index.html", "notebooks/01-a.ipynb"], folder.Files("out"));
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
        Assert.Equal([OwnFiles.ListName, "index.html", "notebooks/01-a.ipynb", "notebooks/02-b.ipynb"], folder.Files("elsewhere"));
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
    [InlineData(2, "--timeout 1,5: a number from 1", "--timeout", "1,5")]
    [InlineData(2, "--jobs 1,5", "--jobs", "1,5")]
    [InlineData(2, "Cannot parse argument '1.5'", "--jobs", "1.5")]
    [InlineData(2, "--out", "--out")]
    [InlineData(2, "--out \"\": the name of a folder is expected", "--out", "")]
    [InlineData(2, "--prefix \"\": the name of a folder is expected", "jupyter", "status", "--prefix", "")]
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

    [Theory]
    [InlineData("out/index.html")]
    [InlineData("out/notebooks/01-a.ipynb")]
    public async Task A_file_that_is_not_its_own_is_refused_before_anything_runs(string path)
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("System.IO.File.WriteAllText(\"ran\", \"\")"));
        folder.Write(path, "a user's");
        var result = await RunAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"lectern: {folder[path]} was not written by lectern", Assert.Single(Lines(result.Errors)), StringComparison.Ordinal);
        Assert.Equal("a user's", folder.Read(path));
        Assert.Equal([path["out/".Length..]], folder.Files("out"));
        Assert.False(File.Exists(folder["notebooks/ran"]));
    }

    [Fact]
    public async Task A_page_that_is_not_its_own_fails_its_notebook_alone()
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(ShowFigure));
        folder.Write("notebooks/02-b.ipynb", TestNotebook.Json("1"));
        folder.Write("out/figures/01-a/curve.html", "a user's");
        var result = await RunAsync("--keep-going");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("curve.html was not written by lectern", Assert.Single(Lines(result.Errors)), StringComparison.Ordinal);
        Assert.Equal("a user's", folder.Read("out/figures/01-a/curve.html"));
        Assert.True(File.Exists(folder["out/notebooks/02-b.ipynb"]));
    }

    [Theory]
    [InlineData("--out", ".")]
    [InlineData("--out", "linked")]
    [InlineData("--out", "nested")]
    [InlineData("elsewhere/01-a.ipynb", "--out", ".")]
    public async Task A_notebook_of_the_course_is_never_overwritten_by_an_output(params string[] arguments)
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("1"));
        folder.Write("elsewhere/01-a.ipynb", TestNotebook.Json("2"));
        Directory.CreateSymbolicLink(folder["linked"], ".");
        Directory.CreateDirectory(folder["nested"]);
        Directory.CreateSymbolicLink(folder["nested/notebooks"], "../notebooks");
        var result = await RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Matches("would be overwritten by its own output|was not written by lectern", Assert.Single(Lines(result.Errors)));
        Assert.Equal(TestNotebook.Json("1"), folder.Read("notebooks/01-a.ipynb"));
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

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("figures")]
    [InlineData("pages")]
    [InlineData("slides")]
    [InlineData("new")]
    [InlineData("clean")]
    [InlineData("jupyter")]
    [InlineData("jupyter", "install")]
    [InlineData("jupyter", "status")]
    [InlineData("jupyter", "uninstall")]
    public async Task The_help_of_every_command_has_an_example_of_it(params string[] command)
    {
        var help = await RunAsync([.. command, "--help"]);
        Assert.Contains($"Example: lectern {string.Join(' ', command)}", help.Output, StringComparison.Ordinal);
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
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task Interrupted_it_asks_its_workers_to_end_and_leaves_nothing_behind(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a signal can be sent to another process on Unix only");
        Directory.CreateDirectory(folder["temporary"]);
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(
            "AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.File.WriteAllText(\"ended\", \"\");\n"
            + "var program = System.Diagnostics.Process.Start(\"sleep\", [\"1000\"]);\n"
            + "System.IO.File.WriteAllText(\"program\", $\"{program.Id}\");\n"
            + "System.IO.File.WriteAllText(\"started.new\", $\"{Environment.ProcessId}\");\n"
            + "System.IO.File.Move(\"started.new\", \"started\");\nwhile (true) { }"));

        Dictionary<string, string> environment = new() { ["TMPDIR"] = folder["temporary"] };
        using var process = LecternProgram.Start(folder.Path, [], environment: environment);
        var end = LecternProgram.EndAsync(process);
        while (!File.Exists(folder["notebooks/started"]) && !end.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        var result = await end;

        Assert.Equal(exitCode, result.ExitCode);
        Assert.StartsWith("lectern: interrupted", Assert.Single(Lines(result.Errors)), StringComparison.Ordinal);
        Assert.Empty(folder.Files("out"));
        Assert.Empty(folder.Files("temporary"));
        Assert.True(File.Exists(folder["notebooks/ended"]));
        await EndOfAsync(folder.Read("notebooks/started"));
        await EndOfAsync(folder.Read("notebooks/program"));
    }

    [Fact]
    public async Task A_run_that_ends_by_itself_leaves_no_program_and_no_file_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it starts a program of Unix");
        Directory.CreateDirectory(folder["temporary"]);
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(
            "var program = System.Diagnostics.Process.Start(\"sleep\", [\"1000\"]);\nSystem.IO.File.WriteAllText(\"program\", $\"{program.Id}\");"));
        folder.Write("notebooks/02-b.ipynb", TestNotebook.Json("while (true) { }"));
        Dictionary<string, string> environment = new() { ["TMPDIR"] = folder["temporary"] };
        var result = await LecternProgram.RunAsync(folder.Path, environment, "--timeout", "2", "--keep-going");

        Assert.Equal("02-b.ipynb, cell 1: Timeout: the cell did not end within 2 s and was stopped", Assert.Single(Lines(result.Errors)));
        Assert.Empty(folder.Files("temporary"));
        await EndOfAsync(folder.Read("notebooks/program"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(39)]
    public async Task A_terminal_with_hardly_any_columns_is_told_all_the_same(int columns)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "the program script, which makes a terminal, is not installed");
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("1"));
        var program = $"stty cols {columns} rows 10; exec dotnet exec '{typeof(RunCommand).Assembly.Location}'";
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/script", ["-qec", program, "/dev/null"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var result = await LecternProgram.EndAsync(process).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("01-a.ipynb: 1 cells in", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_is_one_line_however_long_it_is_and_whatever_is_in_it()
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(
            "throw new Exception(\"\\u001b[31mred\\a\" + new string('x', 10_000_000) + \"\\nsecond\");"));
        var result = await RunAsync();

        var line = Assert.Single(result.Errors.TrimEnd().Split('\n'));
        Assert.StartsWith("01-a.ipynb, cell 1, line 1: Exception: \\u001b[31mred\\u0007xxx", line, StringComparison.Ordinal);
        Assert.EndsWith("xxx…", line, StringComparison.Ordinal);
        Assert.InRange(line.Length, 1_000, 1_100);
        Assert.InRange(folder.Read("out/notebooks/01-a.ipynb").Length, 100_000, 300_000);
    }

    [Fact]
    public async Task A_full_disk_fails_the_notebooks_that_it_has_no_room_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root may mount a small disk");
        Directory.CreateDirectory(folder["small"]);
        using (var mount = Process.Start("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder["small"]]))
        {
            await mount.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipUnless(mount.ExitCode == 0, "no disk can be mounted here");
        }

        try
        {
            folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("Console.Write(new string('x', 900_000));", "Console.Write(new string('y', 900_000));"));
            folder.Write("notebooks/02-b.ipynb", TestNotebook.Json("2"));
            var result = await RunAsync("--out", "small", "--keep-going");

            Assert.Equal(1, result.ExitCode);
            Assert.Matches("^cannot write .*01-a.ipynb: No space left on device", Assert.Single(Lines(result.Errors)));
            Assert.Equal([OwnFiles.ListName, "index.html", "notebooks/02-b.ipynb"], folder.Files("small"));
        }
        finally
        {
            using var unmount = Process.Start("umount", [folder["small"]]);
            await unmount.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Told_to_keep_going_it_passes_over_a_folder_that_cannot_be_written()
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(ShowFigure));
        folder.Write("notebooks/02-b.ipynb", TestNotebook.Json("2"));
        folder.Write("out/figures/01-a", "a file in place of a folder");
        var result = await RunAsync("--keep-going");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(folder["out/figures/01-a"], Assert.Single(Lines(result.Errors)), StringComparison.Ordinal);
        Assert.Equal(["index.html", "notebooks/01-a.ipynb", "notebooks/02-b.ipynb"], folder.Files("out").Except([OwnFiles.ListName, "figures/01-a"]));
    }

    [Fact]
    public async Task A_notebook_may_have_the_longest_of_names()
    {
        var name = new string('n', 249);
        folder.Write($"notebooks/{name}.ipynb", TestNotebook.Json(ShowFigure));

        Assert.Equal(0, (await RunAsync()).ExitCode);
        Assert.Equal([OwnFiles.ListName, $"figures/{name}/curve.html", "index.html", $"notebooks/{name}.ipynb"], folder.Files("out"));

        folder.Write($"notebooks/{name}.ipynb", TestNotebook.Json("1 + 1"));
        Assert.Equal(0, (await RunAsync("--in-place")).ExitCode);
    }

    private Task<LecternProgram.Result> RunAsync(params string[] arguments) => LecternProgram.RunAsync(folder.Path, arguments);

    /// <summary>Waits until a process is gone, or is but an entry in the list of a system that clears it late.</summary>
    private static async Task EndOfAsync(string id)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        while (await StateAsync() is not ("" or ['Z', ..])) await Task.Delay(20, patience.Token);

        async Task<string> StateAsync()
        {
            using var list = Process.Start(new ProcessStartInfo("ps", ["-o", "stat=", "-p", id]) { RedirectStandardOutput = true })!;
            return (await list.StandardOutput.ReadToEndAsync(patience.Token)).Trim();
        }
    }

    private void WriteFailing(params string[] names)
    {
        foreach (var name in names)
            folder.Write($"notebooks/{name}.ipynb", TestNotebook.Json("1", "throw new Exception(\"wrong\");", "3"));
    }

    private static string[] Lines(string text) => text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
