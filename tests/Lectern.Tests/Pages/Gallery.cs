using Lectern.Figures;
using Lectern.Figures.Chromium;
using Lectern.Notebooks;

namespace Lectern.Tests.Pages;

/// <summary>A notebook with every kind of figure, run once for all tests that look at one.</summary>
public sealed class Gallery : IAsyncDisposable
{
    private const string Data = """
        Generator g = new(7);
        var x = Tensor.Linspace(-10, 10, 200).Reshape(200, 1);
        var y = 3 * x.Pow(2) + 2 + Tensor.Normal([200, 1], 0, 15, g);
        var wide = Tensor.Linspace(-14, 14, 281).Reshape(281, 1);
        double[] Run(double rate) => Enumerable.Range(0, 3000).Select(i => 100 * Math.Exp(-rate * i / 300.0) + 3 + g.Uniform()).ToArray();
        double Valley(double a, double b) => (1 - a) * (1 - a) + 100 * (b - a * a) * (b - a * a) + 0.01;
        List<(double X, double Y)> Path(double a, double b) => Enumerable.Range(0, 50).Select(i => (a + i * (1 - a) / 50, b + i * (1 - b) / 50)).ToList();
        var words = "the quick brown fox jumps over the lazy dog".Split(' ');
        Value a = new(2, "a"), b = new(-3, "b"), c = new(10, "c"), f = new(-2, "f");
        Value L = (a * b + c) * f + (a + a).Tanh() * f.Exp();
        L.Backward();
        var W = Tensor.Normal([3, 2], 0, 1, g); var B = Tensor.Normal([2], 0, 1, g);
        W.RequiresGrad = true; B.RequiresGrad = true;
        var loss = (Tensor.Normal([4, 3], 0, 1, g).MatMul(W) + B).Sigmoid().Pow(2).Mean();
        """;

    private readonly TemporaryFolder folder = new();
    private readonly SharedBrowser browser;

    public Gallery() => browser = new SharedBrowser(RunAsync);

    /// <summary>
    /// A name, the C# that makes the figure but for name, title and caption (in place of the three dots), and the marks that
    /// must be on the page when it has been drawn, as a selector, with their smallest number.
    /// </summary>
    public static TheoryData<string, string, string, int> Figures => new()
    {
        { "loss", """Plot.LossCurve(Run(1), …, ("noise", 3.0))""", ".scatterlayer .trace", 2 },
        { "losses", """Plot.LossCurve([("slow", Run(0.5)), ("fast", Run(2))], …, ("noise", 3.0), "mean squared error", smoothing: 100)""", ".scatterlayer .trace", 5 },
        { "linear", "Plot.LossCurve(Run(1), …, logarithmic: false)", ".scatterlayer .trace", 1 },
        { "rates", """Plot.LearningRate([("warm-up and decay", new Backprop.Optimizers.WarmupLinearDecay(0.01, 1000, 10000).At), ("cosine", new Backprop.Optimizers.CosineDecay(0.01, 10000).At)], 10000, …)""", ".scatterlayer .trace", 2 },
        { "fit", """Plot.Fit(x, y, [("3x² + 2", 3 * wide.Pow(2) + 2), ("network", 300 + 0 * wide)], …, at: wide)""", ".scatterlayer .trace, .shapelayer path", 5 },
        { "function", """Plot.Function([("sine", Math.Sin), ("cosine", Math.Cos)], -6, 6, …)""", ".scatterlayer .trace", 2 },
        { "tangent", "Plot.Tangent(v => v * v * v / 4, v => 3 * v * v / 4, 1.5, -3, 3, …)", ".scatterlayer .trace", 4 },
        { "scatter", """Plot.Scatter([("first", x, y), ("many", Tensor.Normal([20000], 0, 9, g), Tensor.Normal([20000], 0, 90, g))], …)""", ".scatterlayer .trace", 2 },
        { "bars", """Plot.Bars(["SGD", "momentum", "RMSProp", "Adam"], [("training", [0.91, 0.95, 0.96, 0.97]), ("validation", [0.90, 0.94, 0.93, 0.95])], …, "optimizer", "accuracy")""", ".barlayer .point", 8 },
        { "histograms", """Plot.Histograms(Enumerable.Range(1, 6).Select(i => ($"layer {i}", Tensor.Normal([2000], 0, 1.0 / i, g))).ToArray(), …, "activation")""", ".scatterlayer .trace", 6 },
        { "confusion", """Plot.Heatmap(Tensor.RandomInt([10, 10], 0, 200, g), …, "predicted digit", "true digit", values: "images")""", ".heatmaplayer image, .heatmaplayer text", 101 },
        { "attention", """Plot.Heatmap(Tensor.Normal([9, 9], 0, 1, g).Softmax(1), …, "looked at", "looking", words, words, "weight")""", ".heatmaplayer image, .heatmaplayer text", 82 },
        { "weights", """Plot.Heatmap(Tensor.Normal([64, 32], 0, 1, g), …, "output", "input", values: "weight")""", ".heatmaplayer image", 1 },
        { "images", """Plot.Images(Tensor.Uniform([28, 8, 8], 0, 1, g), Enumerable.Range(0, 28).Select(i => $"{i % 10}").ToArray(), …, Enumerable.Range(0, 28).Select(i => i % 9 == 8 ? "3" : $"{i % 10}").ToArray())""", ".heatmaplayer image, .annotation-text, .shapelayer path", 31 },
        { "boundary", "Plot.DecisionBoundary(Tensor.Normal([100, 2], 0, 1, g), x[..100].Sign() * (Tensor.Arange(100).Reshape(100, 1) - 49.5).Sign(), p => p.Pow(2).Sum(1) - 1.5, …)", ".contourlayer path, .scatterlayer .trace", 3 },
        { "surface", """Plot.LossSurface(Valley, (-2, 2), (-1, 3), …, [("SGD", Path(-1.2, 1.2)), ("momentum", Path(-1, 2))], animated: true)""", ".contourlayer path, .scatterlayer .trace, .slider-rail-rect", 10 },
        { "space", """Plot.LossSurface(Valley, (-2, 2), (-1, 3), …, [("SGD", Path(-1.2, 1.2)), ("momentum", Path(-1, 2))], inSpace: true, animated: true)""", ".gl-container canvas, .slider-rail-rect", 2 },
        { "animation", """Plot.Animation(Enumerable.Range(0, 30).Select(i => ($"step {i * 100}", Plot.Fit(x, y, [("3x² + 2", 3 * x.Pow(2) + 2), ("network", x.Pow(2) * i / 10)], "f", "f", "f"))).ToArray(), …)""", ".scatterlayer .trace, .slider-rail-rect, .updatemenu-button", 6 },
        { "graph", """Plot.ComputationGraph(L, …, [("L", L)])""", "svg.backprop-picture rect, svg.backprop-picture path", 36 },
        { "stepper", """Plot.BackwardStepper(L, …, [("L", L)])""", "svg.backprop-picture rect, svg.backprop-picture path, button", 40 },
        { "tensors", """Plot.BackwardStepper(loss, …, [("W", W), ("b", B), ("loss", loss)])""", "svg.backprop-picture rect, svg.backprop-picture path, button", 30 },
        { "network", "Plot.ComputationGraph(new Mlp([2, 6, 6, 1], g).Forward([0.5, -1])[0], …)", "svg.backprop-picture rect, svg.backprop-picture path", 500 },
    };

    /// <summary>Opens the page of a figure.</summary>
    internal async Task<TestPage> OpenAsync(string name, View view)
    {
        var shared = await browser.GetAsync();
        return await TestPage.OpenAsync(shared, new Uri(folder[$"out/figures/01-gallery/{name}.html"]).AbsoluteUri, view);
    }

    /// <summary>All its figures, as the notebook that was run has them.</summary>
    internal async Task<NotebookFigures> FindAsync()
    {
        await browser.GetAsync();
        return FigureFinder.Find(Notebook.Read(folder["out/notebooks/01-gallery.ipynb"]));
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        folder.Dispose();
    }

    private async Task RunAsync()
    {
        var cells = Figures.Select(row => row.Data.Item2.Replace(
            "…", $"\"{row.Data.Item1}\", \"A figure of the kind that is called {row.Data.Item1}\", \"What to see.\"", StringComparison.Ordinal));
        folder.Write("notebooks/01-gallery.ipynb", TestNotebook.Json([CourseLibrary.FirstCell, Data, .. cells]));
        var result = await LecternProgram.RunAsync(folder.Path);
        Assert.Equal("", result.Errors);
    }
}
