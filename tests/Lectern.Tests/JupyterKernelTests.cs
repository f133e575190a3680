using System.Text.Json.Nodes;
using Lectern.Tests.Course;

namespace Lectern.Tests;

/// <summary>The course in Jupyter and in the kernel that lectern installs for it, in a browser that has no network.</summary>
public sealed class JupyterKernelTests : IDisposable
{
    private const string Figures = """document.querySelectorAll(".backprop-figure")""";

    /// <summary>A figure that draws has an SVG: plotly.js makes that of a chart, and our script that of a graph.</summary>
    private const string Drawn = $"""[...{Figures}].every(figure => figure.querySelector("svg.main-svg, svg.backprop-picture") !== null)""";

    private const string Selected = "Jupyter.notebook.get_selected_index()";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_All_draws_every_figure_of_the_first_notebook_and_its_stepper_has_the_arrow_keys_to_itself()
    {
        var figures = await PrepareAsync("01-chain-rule");
        await using var server = await JupyterServer.StartAsync(folder);
        await using var notebook = await JupyterPage.OpenAsync(server, "notebooks/01-chain-rule.ipynb");
        await notebook.RunAllAsync();
        await notebook.UntilDoneAsync();
        await AssertDrawnAsync(notebook.Page, figures);

        await AssertStepsAsync(notebook.Page);
    }

    [Fact]
    public async Task The_quadratic_fitter_trains_and_is_saved_and_can_be_interrupted_and_restarted()
    {
        const string Path = "notebooks/06-quadratic-fitter.ipynb";
        const string Training = "snapshots.Add(", Fit = "double ValueAt(";
        var figures = await PrepareAsync("06-quadratic-fitter");
        await using var server = await JupyterServer.StartAsync(folder);
        await using (var notebook = await JupyterPage.OpenAsync(server, Path))
        {
            await notebook.RunAllAsync();
            await notebook.UntilOutputAsync(Training, @"█░+ [\d,]+ of 6,000 steps");
            await notebook.UntilDoneAsync();
            Assert.EndsWith(" 6,000 of 6,000 steps", (await notebook.OutputAsync(Training)).TrimEnd(), StringComparison.Ordinal);
            await AssertDrawnAsync(notebook.Page, figures);
            await notebook.SaveAsync();
        }

        // Opened anew, it shows its figures without being run. Its kernel has been running all the time.
        await JupyterServer.ValidateAsync(folder, Path);
        await using var again = await JupyterPage.OpenAsync(server, Path);
        await AssertDrawnAsync(again.Page, figures);

        await again.RunAsync(Training);
        await again.UntilOutputAsync(Training, @"█░+ [\d,]+ of 6,000 steps");
        await again.InterruptAsync();
        await again.UntilOutputAsync(Training, @"░ interrupted after [\d,]+ of 6,000 steps");
        await again.RunAsync(Fit);
        await again.UntilDoneAsync();
        await AssertDrawnAsync(again.Page, figures);

        await again.RestartAsync();
        await again.RunAsync(Fit);
        await again.UntilOutputAsync(Fit, "error CS0103: .*(Model|Plot|QuadraticData)");
    }

    private static async Task AssertDrawnAsync(TestPage page, int figures)
    {
        await page.UntilAsync($"{Figures}.length === {figures} && {Drawn}");
        Assert.Empty(await page.EvaluateAsync<string[]>("""[...document.querySelectorAll(".output_error")].map(error => error.innerText)"""));
        Assert.Empty(page.Errors);
    }

    private static async Task AssertStepsAsync(TestPage page)
    {
        const string Stepper = """[...document.querySelectorAll(".backprop-figure")].find(figure => figure.querySelector(".backprop-step"))""";
        await page.ClickAsync($"{Stepper}.querySelector('svg')");
        var selected = await page.EvaluateAsync<int>(Selected);
        await page.EvaluateAsync<bool>("window.heard = [], document.addEventListener('keydown', event => window.heard.push(event.key)), true");

        await page.PressAsync("Home");
        await page.UntilAsync($"/step 1 of \\d+/.test({Stepper}.innerText)");
        await page.PressAsync("ArrowRight");
        await page.PressAsync("ArrowRight");
        await page.UntilAsync($"/step 3 of \\d+/.test({Stepper}.innerText)");
        await page.PressAsync("ArrowLeft");
        await page.UntilAsync($"/step 2 of \\d+/.test({Stepper}.innerText)");
        Assert.Equal(selected, await page.EvaluateAsync<int>(Selected));
        Assert.Empty(await page.EvaluateAsync<string[]>("window.heard")); // the document is where Jupyter listens for its shortcuts

        // Beside the figure the keys are Jupyter's.
        await page.ClickAsync($"{Stepper}.closest('.cell').querySelector('.prompt')");
        await page.PressAsync("ArrowDown");
        await page.UntilAsync($"{Selected} === {selected + 1} && window.heard.join() === 'ArrowDown'");
    }

    /// <summary>Makes a project of one notebook, and installs the kernel for the server of this folder.</summary>
    /// <returns>How many figures the notebook has.</returns>
    private async Task<int> PrepareAsync(string name)
    {
        JupyterServer.SkipUnlessInstalled();
        TestBrowser.Program();
        await TestKernel.SkipUnlessRestoredAsync();
        var notebook = File.ReadAllText(Path.Combine(CourseNotebook.Home, $"{name}.ipynb"));
        folder.Write(".config/dotnet-tools.json", File.ReadAllText(TestKernel.Manifest));
        folder.Write($"notebooks/{name}.ipynb", notebook);
        Directory.CreateDirectory(folder["lib"]);
        Directory.CreateSymbolicLink(folder["lib/bin"], Path.GetDirectoryName(CourseLibrary.Path)!);
        await JupyterServer.InstallKernelAsync(folder);
        return JsonNode.Parse(notebook)!["cells"]!.AsArray()
            .SelectMany(cell => cell!["outputs"]?.AsArray() ?? [])
            .Count(output => output!["data"]?["image/png"] is not null);
    }
}
