using System.Diagnostics;
using System.Globalization;
using System.Text;
using Lectern.Outputs;

namespace Lectern.Tests.Commands;

/// <summary>The real program, from its command line to the pictures.</summary>
public sealed class FiguresCommandTests : IDisposable
{
    private const string Before = """"
        #r "Microsoft.DotNet.Interactive.Formatting"
        class Picture { public string Name = ""; }
        Microsoft.DotNet.Interactive.Formatting.Formatter.Register<Picture>(picture =>
        """";

    /// <summary>Shows a picture without any library: a class with a formatter of its own.</summary>
    private static readonly string ShowPictures = Before + """"
            $$"""
            <div class="backprop-figure">
            <script type="application/json">{"name":"{{picture.Name}}","width":320,"height":180,"kind":"svg","content":[] }</script>
            <svg class="backprop-picture" viewBox="0 0 320 180"><text y="40">words</text></svg>
            </div>
            """, "text/html");
        new Picture { Name = "first" }.Display();
        new Picture { Name = "second" }
        """";

    private const string ShowPicturesAgain = "new Picture { Name = \"third\" }";

    private static readonly string ShowSculpture = Before
        + """"  """<div class="backprop-figure"><script type="application/json">{"name":"odd","kind":"sculpture"}</script></div>""", "text/html"); """"
        + "new Picture()";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_figures_of_each_notebook_are_written_to_a_folder_of_its_own()
    {
        TestBrowser.Program();
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(ShowPictures));
        folder.Write("notebooks/02-b.ipynb", TestNotebook.Json("1"));
        folder.Write("notebooks/solutions/01-a.ipynb", TestNotebook.Json(ShowPictures));
        var result = await RunAsync("--format", "svg", "--format", "pdf", "--size", "640x480", "--theme", "dark");

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        string[] names = ["first.pdf", "first.svg", "second.pdf", "second.svg"];
        Assert.Equal(
            [OwnFiles.ListName, .. names.Select(name => "01-a/" + name), .. names.Select(name => "solutions/01-a/" + name)],
            folder.Files("out/figures"));
        Assert.Equal(
            ["01-a.ipynb: 4 pictures", "02-b.ipynb: no figures", "solutions/01-a.ipynb: 4 pictures", folder["out/figures"]],
            Lines(result.Output)[^4..]);
        Assert.Contains("width=\"640\"", folder.Read("out/figures/01-a/first.svg"), StringComparison.Ordinal);
        Assert.StartsWith("%PDF", Encoding.Latin1.GetString(File.ReadAllBytes(folder["out/figures/01-a/first.pdf"])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_that_fails_and_a_figure_that_cannot_be_drawn_are_failures()
    {
        TestBrowser.Program();
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(ShowSculpture));
        folder.Write("notebooks/02-b.ipynb", TestNotebook.Json(ShowPictures, "throw new Exception(\"wrong\");"));
        var result = await RunAsync("--keep-going", "--out", "elsewhere");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            [
                "01-a.ipynb, the figure \"odd\" cannot be drawn: its kind \"sculpture\" is not known",
                "02-b.ipynb, cell 2, line 1: Exception: wrong",
            ],
            Lines(result.Errors));
        Assert.Equal([OwnFiles.ListName, "02-b/first.svg", "02-b/second.svg"], folder.Files("elsewhere"));
    }

    [Fact]
    public async Task Notebooks_without_any_figure_are_told_and_are_a_failure()
    {
        TestBrowser.Program();
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("1"));
        var result = await RunAsync("01-a");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["lectern: there is nothing to draw: 01-a.ipynb shows no figure"], Lines(result.Errors));
        Assert.Empty(folder.Files("out/figures"));
    }

    [Theory]
    [InlineData("--format gif: svg, png or pdf is expected", "--format", "gif")]
    [InlineData("--theme blue: light or dark is expected", "--theme", "blue")]
    [InlineData("--size 1600: a width and a height of 16 to 8192 pixels are expected, as in 1600x900", "--size", "1600")]
    [InlineData("--size 15x900: a width", "--size", "15x900")]
    [InlineData("--size 1600x8193: a width", "--size", "1600x8193")]
    [InlineData("--size -1x99999999999: a width", "--size", "-1x99999999999")]
    [InlineData("--scale 0: a whole number from 1 to 4 is expected", "--scale", "0")]
    [InlineData("--scale 5: a whole number", "--scale", "5")]
    [InlineData("--scale 1.5", "--scale", "1.5")]
    [InlineData("--browser nowhere: there is no such file", "--browser", "nowhere")]
    [InlineData("there is no notebook \"nowhere\"", "nowhere")]
    [InlineData("there is no option --colour", "--colour")]
    [InlineData("--jobs 0: a number from 1", "--jobs", "0")]
    public async Task Bad_input_is_one_clear_line_before_anything_runs(string message, params string[] arguments)
    {
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("System.IO.File.WriteAllText(\"ran\", \"\")"));
        var result = await RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, Assert.Single(Lines(result.Errors)), StringComparison.Ordinal);
        Assert.Equal(["01-a.ipynb"], folder.Files("notebooks"));
        Assert.Empty(folder.Files("out"));
    }

    [Fact]
    public async Task Without_a_browser_it_says_which_it_looked_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere browsers are found without PATH");
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("1"));
        var result = await LecternProgram.RunAsync(folder.Path, new Dictionary<string, string> { ["PATH"] = folder.Path }, "figures");

        Assert.Equal(2, result.ExitCode);
        var line = Assert.Single(Lines(result.Errors));
        foreach (var word in new[] { "no browser was found", "chromium, ", "msedge", "--browser PATH" })
            Assert.Contains(word, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_does_not_start_is_a_failure_with_its_last_words()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a script is a program on Unix only");
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json("1"));
        var result = await RunAsync("--browser", "/bin/false");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["lectern: the browser /bin/false ended with exit code 1"], Lines(result.Errors));
    }

    [Fact]
    public async Task A_proxy_does_not_stand_between_lectern_and_its_browser()
    {
        TestBrowser.Program();
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(ShowPictures));
        const string Nowhere = "http://127.0.0.1:9";
        Dictionary<string, string> proxies = new()
        {
            ["HTTP_PROXY"] = Nowhere,
            ["http_proxy"] = Nowhere,
            ["HTTPS_PROXY"] = Nowhere,
            ["ALL_PROXY"] = Nowhere,
        };
        var result = await LecternProgram.RunAsync(folder.Path, proxies, "figures");

        Assert.Equal("", result.Errors);
        Assert.Equal([OwnFiles.ListName, "01-a/first.svg", "01-a/second.svg"], folder.Files("out/figures"));
    }

    [Theory]
    [InlineData(ShowPicturesAgain, 0)]
    [InlineData("throw new Exception(\"wrong\");", 1)]
    public async Task No_profile_stays_behind(string second, int exitCode)
    {
        TestBrowser.Program();
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(ShowPictures, second));
        var result = await LecternProgram.RunAsync(folder.Path, Temporary(), "figures");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(Profiles());
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_lectern_that_is_ended_takes_its_browser_and_the_profile_with_it(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals");
        TestBrowser.Program();
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(ShowPictures, "System.IO.File.WriteAllText(\"ran\", \"\"); while (true) { }"));
        using var lectern = LecternProgram.Start(folder.Path, ["figures"], environment: Temporary());
        var end = LecternProgram.EndAsync(lectern);
        await UntilAsync(() => File.Exists(folder["notebooks/ran"]) || lectern.HasExited);
        Assert.Single(Profiles());

        // The shell that deletes the profile waits for the browser.
        using (var kill = Process.Start("kill", ["-" + signal, lectern.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await end;
        await UntilAsync(() => Profiles().Length == 0);
    }

    [Fact]
    public async Task A_browser_that_crashes_costs_one_notebook_its_pictures()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a script is a program on Unix only");
        var chromium = TestBrowser.Program();
        var program = folder.Write("browser", $"#!/bin/sh\nif mkdir {folder["once"]} 2>/dev/null; then {chromium} \"$@\" & sleep 9; echo 'out of luck' >&2; exit 9; fi\nexec {chromium} \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        folder.Write("notebooks/01-a.ipynb", TestNotebook.Json(ShowPictures.Replace("<svg class", "<script>for (const end = Date.now() + 60000; Date.now() < end;);</script><svg class", StringComparison.Ordinal)));
        folder.Write("notebooks/02-b.ipynb", TestNotebook.Json(ShowPictures));
        var result = await RunAsync("--keep-going", "--jobs", "1", "--browser", program);

        Assert.Equal([$"01-a.ipynb, the browser {program} ended with exit code 9: out of luck"], Lines(result.Errors));
        Assert.Equal([OwnFiles.ListName, "02-b/first.svg", "02-b/second.svg"], folder.Files("out/figures"));
    }

    [Fact]
    public async Task Help_tells_the_options()
    {
        var help = await RunAsync("--help");

        Assert.Equal(0, help.ExitCode);
        foreach (var word in new[] { "NOTEBOOK", "--format", "--size", "--scale", "--theme", "--transparent", "--frames", "--browser", "--out" })
            Assert.Contains(word, help.Output, StringComparison.Ordinal);
    }

    /// <summary>A folder for temporary files that has nothing else in it.</summary>
    private Dictionary<string, string> Temporary()
    {
        Directory.CreateDirectory(folder["temporary"]);
        return new() { ["TMPDIR"] = folder["temporary"], ["TEMP"] = folder["temporary"], ["TMP"] = folder["temporary"] };
    }

    private string[] Profiles() => Directory.GetDirectories(folder["temporary"], "lectern-browser-*");

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var wait = Stopwatch.StartNew(); !condition(); await Task.Delay(50, TestContext.Current.CancellationToken))
            Assert.True(wait.Elapsed < TimeSpan.FromMinutes(2), "not so after two minutes");
    }

    private Task<LecternProgram.Result> RunAsync(params string[] arguments) =>
        LecternProgram.RunAsync(folder.Path, ["figures", .. arguments]);

    private static string[] Lines(string text) => text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
