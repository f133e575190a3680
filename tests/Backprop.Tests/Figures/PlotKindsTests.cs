using System.Globalization;
using System.Text.RegularExpressions;
using Backprop.Figures;
using Backprop.Optimizers;
using Backprop.Scalars;
using static Backprop.Tests.Figures.FigureContent;

namespace Backprop.Tests.Figures;

/// <summary>What each kind of picture draws, and what it refuses.</summary>
public class PlotKindsTests
{
    private const string Caption = "What to see.";

    private static readonly Tensor Points = Tensor.From([[-1.0, -1], [1, 1], [-1, 1], [1, -1]]);
    private static readonly Tensor Classes = Tensor.From([-1.0, 1, -1, 1]);

    /// <summary>One of each kind, and what its HTML holds beside its picture.</summary>
    public static TheoryData<string, Figure> OneOfEach()
    {
        Value a = new(2, "a"), b = new(-3, "b");
        Tensor w = Tensor.Ones([3]);
        w.RequiresGrad = true;
        Tensor x = Tensor.Linspace(-1, 1, 50);
        Figure fit = Plot.Fit(x, x, [("line", x)], "fit", "Fit", Caption, at: 2 * x);
        Func<double, double, double> bowl = (u, v) => (u * u) + (v * v);
        List<(string, IReadOnlyList<(double, double)>)> paths = [("SGD", [(1, 1), (0.5, 0.5), (0.1, 0.1)])];
        return new TheoryData<string, Figure>
        {
            { "loss", Plot.LossCurve([3.0, 2, 1], "f", "F", Caption, smoothing: 2) },
            { "rate", Plot.LearningRate(new CosineDecay(0.1, 100).At, 100, "f", "F", Caption) },
            { "fit", fit },
            { "animation", Plot.Animation([("a", fit), ("b", fit)], "f", "F", Caption) },
            { "function", Plot.Function([("f", Math.Sin)], 0, 1, "f", "F", Caption) },
            { "tangent", Plot.Tangent(Math.Sin, Math.Cos, 0.5, 0, 1, "f", "F", Caption) },
            { "boundary", Plot.DecisionBoundary(Points, Classes, p => p.Sum(1), "f", "F", Caption) },
            { "surface", Plot.LossSurface(bowl, (-1, 1), (-1, 1), "f", "F", Caption, paths, animated: true) },
            { "space", Plot.LossSurface(bowl, (-1, 1), (-1, 1), "f", "F", Caption, paths, inSpace: true, animated: true) },
            { "heatmap", Plot.Heatmap(Tensor.Eye(4), "f", "F", Caption) },
            { "histograms", Plot.Histograms([("one", x), ("two", 2 * x)], "f", "F", Caption) },
            { "images", Plot.Images(Tensor.Ones([4, 3, 3]), ["0", "1", "2", "3"], "f", "F", Caption, ["0", "1", "2", "8"]) },
            { "scatter", Plot.Scatter([("a", x, x)], "f", "F", Caption) },
            { "bars", Plot.Bars(["a", "b"], [("one", [1.0, 2])], "f", "F", Caption, "x", "y") },
            { "network", Plot.Network([["x", "y"], ["z"]], [Tensor.From([[1.0], [-2]])], "f", "F", Caption, [Tensor.From([[0.5], [3]])]) },
            { "graph", Plot.ComputationGraph((a * b) + a, "f", "F", Caption) },
            { "stepper", Plot.BackwardStepper((a * b) + a, "f", "F", Caption) },
            { "tensors", Plot.BackwardStepper((w * w).Sum(), "f", "F", Caption) },
        };
    }

    [Theory]
    [MemberData(nameof(OneOfEach))]
    public void Its_html_is_at_most_8_kB_beside_numbers_and_picture(string kind, Figure figure)
    {
        var html = Regex.Replace(figure.ToHtml(), "<img [^>]*>", "");
        var numbers = Regex.Matches(html, @"\[[-0-9.,E+\[\]]*\]").Sum(match => match.Length);

        Assert.True(html.Length - numbers <= 8000, $"{kind}: {html.Length - numbers} characters");
        Assert.DoesNotContain(html.Split('"', ',', '[', ']'), word => Regex.IsMatch(word, "^-?[0-9.]+$") && Digits(word) > 6);
    }

    [Theory]
    [MemberData(nameof(OneOfEach))]
    public void Its_text_is_one_line_with_the_ranges_of_its_data(string kind, Figure figure)
    {
        Assert.StartsWith("Figure f", figure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', figure.ToString());
        Assert.Matches("[0-9]", figure.ToString());
        Assert.NotEmpty(kind);
    }

    [Fact]
    public void Under_a_german_culture_every_kind_has_the_same_bytes()
    {
        var expected = OneOfEach().Select(row => row.Data.Item2.ToHtml()).ToList();
        var before = CultureInfo.CurrentCulture;
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator) = (",", ".");
        try
        {
            CultureInfo.CurrentCulture = german;
            Assert.Equal(expected, OneOfEach().Select(row => row.Data.Item2.ToHtml()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Smoothing_is_named_and_leaves_the_loss_pale_behind()
    {
        var content = Of(Plot.LossCurve([4.0, 2, 6, 4], "loss", "Loss", Caption, smoothing: 2, logarithmic: false));

        Assert.Equal(["loss", "loss, mean of 2 steps"], Traces(content).Select(trace => Text(trace, "name")));
        Assert.Equal([4, 2, 6, 4], Numbers(content, 0, "y"));
        Assert.Equal([4, 3, 4, 5], Numbers(content, 1, "y"));
        Assert.False(content.GetProperty("layout").GetProperty("yaxis").TryGetProperty("type", out _));
        Assert.Contains("a mean over 0 steps", Error(() => Plot.LossCurve([1.0], "loss", "Loss", Caption, smoothing: 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void Losses_may_be_counted_in_epochs()
    {
        var content = Of(Plot.LossCurve([4.0, 2, 6], "loss", "Loss", Caption, smoothing: 2, xAxis: "epoch"));

        Assert.Equal("epoch", Text(content.GetProperty("layout").GetProperty("xaxis").GetProperty("title"), "text"));
        Assert.Equal("loss, mean of 2 epochs", Text(Traces(content)[1], "name"));
    }

    [Fact]
    public void What_a_fit_shows_outside_its_data_is_shaded()
    {
        Tensor x = Tensor.Linspace(-1, 1, 5), wide = Tensor.Linspace(-3, 2, 6);
        var shapes = Of(Plot.Fit(x, x, [("line", wide)], "fit", "Fit", Caption, at: wide)).GetProperty("layout").GetProperty("shapes");

        var ends = shapes.EnumerateArray().Select(shape => (shape.GetProperty("x0").GetDouble(), shape.GetProperty("x1").GetDouble()));
        Assert.Equal([(-3.15, -1), (1, 2.15)], ends.Select(end => (Math.Round(end.Item1, 9), Math.Round(end.Item2, 9))));
    }

    [Fact]
    public void A_tangent_has_the_derivatives_slope_and_touches()
    {
        var content = Of(Plot.Tangent(x => x * x, x => 2 * x, 1, -2, 2, "tangent", "Tangent", Caption));

        var (x, y) = (Numbers(content, 2, "x"), Numbers(content, 2, "y"));
        Assert.Equal(2, (y[1] - y[0]) / (x[1] - x[0]), 1e-5);
        Assert.Equal("tangent at 1, slope 2", Text(Traces(content)[2], "name"));
        Assert.Equal((1.0, 1.0), (Numbers(content, 3, "x").Single(), Numbers(content, 3, "y").Single()));
        Assert.Contains("the tangent at 5", Error(() => Plot.Tangent(x => x, x => 1, 5, 0, 1, "t", "T", Caption)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_animation_holds_what_changes_and_axes_for_all_of_it()
    {
        Tensor x = Tensor.Linspace(0, 1, 3);
        Figure At(double height) => Plot.Fit(x, x, [("line", x + height)], "f", "F", Caption);
        var content = Of(Plot.Animation([("step 0", At(5)), ("step 1", At(0))], "moving", "Moving", Caption));

        var frames = content.GetProperty("frames").EnumerateArray().ToList();
        Assert.Equal(["step 0", "step 1"], frames.Select(frame => Text(frame, "name")));
        Assert.All(frames, frame => Assert.Equal([1], Numbers(frame.GetProperty("traces"))));
        Assert.Equal(["y"], frames[0].GetProperty("data")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal([5, 5.5, 6], Numbers(frames[0].GetProperty("data")[0].GetProperty("y")));
        Assert.Equal([0, 0.5, 1], Numbers(content, 1, "y"));
        var range = Numbers(content.GetProperty("layout").GetProperty("yaxis").GetProperty("range"));
        Assert.True(range[0] < 0 && range[1] > 6);
    }

    [Fact]
    public void States_of_an_animation_that_do_not_fit_are_refused()
    {
        var loss = Plot.LossCurve([1.0], "f", "F", Caption);
        var two = Plot.LossCurve([("a", [1.0]), ("b", [1.0])], "f", "F", Caption);
        var graph = Plot.ComputationGraph(new Value(1) + 1, "f", "F", Caption);

        Assert.Contains("different labels", Error(() => Plot.Animation([("a", loss), ("a", loss)], "m", "M", Caption)), StringComparison.Ordinal);
        Assert.Contains("the state \"b\" draws 2 series", Error(() => Plot.Animation([("a", loss), ("b", two)], "m", "M", Caption)), StringComparison.Ordinal);
        Assert.Contains("is not a chart", Error(() => Plot.Animation([("a", graph)], "m", "M", Caption)), StringComparison.Ordinal);
        Assert.Contains("nothing to draw", Error(() => Plot.Animation([], "m", "M", Caption)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_boundary_is_where_the_score_is_undecided()
    {
        var content = Of(Plot.DecisionBoundary(Points, Classes, p => p[.., 0] - 0.25, "b", "B", Caption, level: 0.5));

        var trace = Traces(content)[0];
        Assert.Equal((0.5, 0.5), (trace.GetProperty("contours").GetProperty("start").GetDouble(), trace.GetProperty("contours").GetProperty("end").GetDouble()));
        var (x, z) = (Numbers(trace.GetProperty("x")), trace.GetProperty("z").EnumerateArray().Select(Numbers).ToList());
        Assert.All(z, row => Assert.Equal(x.Select(place => place - 0.25), row, (wanted, found) => Math.Abs(wanted - found) < 1e-5));
        Assert.Equal(["class −1", "class 1"], Traces(content).Skip(1).Select(one => Text(one, "name")));
    }

    [Fact]
    public void The_line_of_a_boundary_may_be_that_of_another_function_than_the_colours()
    {
        var content = Of(Plot.DecisionBoundary(
            Points, Classes, p => (p[.., 0] - 0.25).Relu(), "b", "B", Caption, line: p => p[.., 0] - 0.25));

        var (colours, line) = (Traces(content)[0], Traces(content)[1]);
        Assert.Equal("heatmap", Text(colours.GetProperty("contours"), "coloring"));
        Assert.Equal(0, colours.GetProperty("line").GetProperty("width").GetDouble());
        Assert.All(colours.GetProperty("z").EnumerateArray().SelectMany(Numbers), score => Assert.True(score >= 0));
        Assert.Equal("none", Text(line.GetProperty("contours"), "coloring"));
        Assert.Equal(0, line.GetProperty("contours").GetProperty("start").GetDouble());
        var x = Numbers(line.GetProperty("x"));
        Assert.Equal(x.Select(place => place - 0.25), Numbers(line.GetProperty("z")[0]), (wanted, found) => Math.Abs(wanted - found) < 1e-5);
    }

    [Fact]
    public void Heights_of_a_steep_loss_are_powers_of_ten()
    {
        var content = Of(Plot.LossSurface((a, b) => Math.Pow(10, a), (0, 4), (0, 1), "s", "S", Caption));

        Assert.Equal((0.0, 4.0), (Traces(content)[0].GetProperty("zmin").GetDouble(), Traces(content)[0].GetProperty("zmax").GetDouble()));
        Assert.Equal(
            ["1", "10", "100", "1000", "10000"],
            Traces(content)[0].GetProperty("colorbar").GetProperty("ticktext").EnumerateArray().Select(text => text.GetString()));
    }

    [Fact]
    public void Paths_grow_on_a_surface_up_to_where_they_are_no_numbers()
    {
        var content = Of(Plot.LossSurface(
            (a, b) => (a * a) + b, (0, 4), (0, 1), "s", "S", Caption, [("SGD", [(1, 1), (2, 1), (double.NaN, 1), (3, 1)])], animated: true));

        Assert.Equal([1, 2], Numbers(content, 2, "x"));
        var lengths = content.GetProperty("frames").EnumerateArray().Select(frame => frame.GetProperty("data")[1].GetProperty("x").GetArrayLength());
        Assert.Equal(lengths.Order(), lengths);
        Assert.Contains("starts at (9, 9)", Error(() => Plot.LossSurface((a, b) => a, (0, 1), (0, 1), "s", "S", Caption, [("p", [(9, 9)])], inSpace: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_stand_in_the_cells_of_a_small_matrix_only()
    {
        var small = Traces(Of(Plot.Heatmap(Tensor.From([[0.5, -0.25]]), "h", "H", Caption)))[0];
        Assert.Equal(["0.50", "−0.25"], small.GetProperty("text")[0].EnumerateArray().Select(text => text.GetString()));
        Assert.Equal((-0.5, 0.5), (small.GetProperty("zmin").GetDouble(), small.GetProperty("zmax").GetDouble()));
        Assert.False(Traces(Of(Plot.Heatmap(Tensor.Ones([20, 20]), "h", "H", Caption)))[0].TryGetProperty("text", out _));
        Assert.Contains("not the shape (300, 2)", Error(() => Plot.Heatmap(Tensor.Ones([300, 2]), "h", "H", Caption)), StringComparison.Ordinal);
        Assert.Contains("3 labels for 2", Error(() => Plot.Heatmap(Tensor.Ones([2, 2]), "h", "H", Caption, rows: ["a", "b", "c"])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_keeps_its_points_and_one_of_a_single_point_is_a_dot()
    {
        var content = Of(Plot.LossCurve([("long", [3.0, 2, 1]), ("short", [2.5])], "loss", "Loss", Caption));

        Assert.False(Traces(content)[0].GetProperty("line").GetProperty("simplify").GetBoolean());
        Assert.Equal(["lines", "markers"], Traces(content).Select(trace => Text(trace, "mode")));
    }

    [Fact]
    public void Over_thirty_decades_not_every_power_of_ten_is_labelled()
    {
        double[] losses = [.. Enumerable.Range(0, 31).Select(i => Math.Pow(10, -i))];
        var ticks = Numbers(Of(Plot.LossCurve(losses, "loss", "Loss", Caption)).GetProperty("layout").GetProperty("yaxis").GetProperty("tickvals"));

        Assert.InRange(ticks.Length, 5, 10);
        Assert.Contains(1, ticks);
        Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.Equal(1e4, pair.Second / pair.First, 1e-3));
        Assert.True(ticks[0] <= 1e-30 && ticks[^1] >= 1);
    }

    [Fact]
    public void What_a_reader_wrote_is_shown_as_it_is()
    {
        const string Wild = "<b>a</b> & $b$";
        const string Literal = "&lt;b&gt;a&lt;/b&gt; &amp; &#36;b&#36;";
        var curves = Of(Plot.Function([(Wild, Math.Sin), ("g", Math.Cos)], 0, 1, "f", Wild, Caption, xAxis: Wild, yAxis: Wild));
        var layout = curves.GetProperty("layout");
        Assert.Equal(
            [Literal, Literal, Literal, Literal],
            [Text(layout, "title", "text"), Text(layout, "xaxis", "title", "text"), Text(layout, "yaxis", "title", "text"), Text(Traces(curves)[0], "name")]);
        var bars = Of(Plot.Bars([Wild], [(Wild, [1.0])], "f", "F", Caption, "x", "y"));
        Assert.Equal((Literal, Literal), (Traces(bars)[0].GetProperty("x")[0].GetString(), Text(Traces(bars)[0], "name")));
        var heatmap = Of(Plot.Heatmap(Tensor.Ones([13, 1]), "f", "F", Caption, columns: [Wild], values: Wild));
        Assert.Equal((Literal, Literal), (heatmap.GetProperty("layout").GetProperty("xaxis").GetProperty("ticktext")[0].GetString(), Text(Traces(heatmap)[0], "colorbar", "title", "text")));
        var images = Of(Plot.Images(Tensor.Ones([1, 2, 2]), [Wild], "f", "F", Caption));
        Assert.Equal(Literal, Text(images.GetProperty("layout").GetProperty("annotations")[0], "text"));
    }

    [Fact]
    public void Pictures_that_are_compared_share_their_axes_and_the_colours_of_their_numbers()
    {
        var matrices = Plot.Compare(
            Plot.Heatmap(Tensor.From([[1.0, 2]]), "a", "A", Caption), Plot.Heatmap(Tensor.From([[-0.5], [0.25]]), "b", "B", Caption)).Figures;
        Assert.All(matrices.Select(figure => Traces(Of(figure))[0]), trace => Assert.Equal(
            (-2.0, 2.0, "#004c78"), (trace.GetProperty("zmin").GetDouble(), trace.GetProperty("zmax").GetDouble(), trace.GetProperty("colorscale")[0][1].GetString())));
        Assert.Equal(("b", "B", Caption), (matrices[1].Name, matrices[1].Title, matrices[1].Caption));

        var curves = Plot.Compare(
            Plot.Function([("f", x => x)], 0, 1, "a", "A", Caption), Plot.Function([("f", x => 5 * x)], -1, 0, "b", "B", Caption)).Figures;
        var ranges = curves.Select(figure => Of(figure).GetProperty("layout").GetProperty("yaxis").GetProperty("range")).Select(Numbers).ToList();
        Assert.Equal(ranges[0], ranges[1]);
        Assert.True(ranges[0][0] < -5 && ranges[0][1] > 1);

        var bars = Plot.Compare(
            Plot.Bars(["x"], [("one", [1.0])], "a", "A", Caption, "x", "y"), Plot.Bars(["x"], [("one", [4.0])], "b", "B", Caption, "x", "y")).Figures;
        Assert.True(Numbers(Of(bars[0]).GetProperty("layout").GetProperty("yaxis").GetProperty("range")) is [<= 0, > 4]);
        Assert.Contains("only charts", Assert.Throws<InvalidArgumentException>(() => Plot.Compare(Plot.ComputationGraph(new Value(1) + 1, "g", "G", Caption))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_colours_of_a_matrix_can_reach_farther_than_its_numbers()
    {
        var trace = Traces(Of(Plot.Heatmap(Tensor.From([[0.5]]), "h", "H", Caption, colors: (-2, 1))))[0];
        Assert.Equal((-2.0, 2.0), (trace.GetProperty("zmin").GetDouble(), trace.GetProperty("zmax").GetDouble()));
        Assert.Contains("is not an interval", Error(() => Plot.Heatmap(Tensor.Eye(2), "h", "H", Caption, colors: (1, 1))), StringComparison.Ordinal);
    }

    [Fact]
    public void Histograms_count_every_number_once()
    {
        var hill = Traces(Of(Plot.Histograms([("one", Tensor.From([0.0, 0, 0, 1]))], "h", "H", Caption, bins: 2)))[0];
        Assert.Equal([0, 0.85, 0.85, 0.283333, 0.283333, 0], Numbers(hill.GetProperty("y")));
    }

    [Fact]
    public void Images_read_wrongly_are_framed_and_say_what_they_are()
    {
        var layout = Of(Plot.Images(Tensor.Ones([3, 2, 2]), ["4", "9", "7"], "i", "I", Caption, ["4", "4", "7"])).GetProperty("layout");
        Assert.Equal(["4", "4 (is 9)", "7"], layout.GetProperty("annotations").EnumerateArray().Select(note => Text(note, "text")));
        Assert.Equal(1, layout.GetProperty("shapes").GetArrayLength());
    }

    [Fact]
    public void A_million_points_say_how_many_are_shown()
    {
        Tensor many = Tensor.Linspace(0, 1, 1_000_000);
        var content = Of(Plot.Scatter([("cloud", many, many)], "s", "S", Caption));

        Assert.Equal("cloud (5,000 of 1,000,000 points)", Text(Traces(content)[0], "name"));
        Assert.Equal((0.0, 1.0), (Numbers(content, 0, "x")[0], Numbers(content, 0, "x")[^1]));
        Assert.InRange(Numbers(Of(Plot.Fit(Tensor.Ones([1]), Tensor.Ones([1]), [("line", many)], "f", "F", Caption, at: many)), 1, "x").Length, 500, 1002);
    }

    [Fact]
    public void What_is_no_number_is_refused_by_every_kind()
    {
        Tensor bad = Tensor.From([1.0, double.NaN]);
        Func<Figure>[] plots =
        [
            () => Plot.LossCurve([1.0, double.NaN], "f", "F", Caption),
            () => Plot.LearningRate(step => double.PositiveInfinity, 2, "f", "F", Caption),
            () => Plot.Fit(bad, bad, [], "f", "F", Caption),
            () => Plot.Tangent(Math.Log, x => 1 / x, 0.5, 0, 1, "f", "F", Caption),
            () => Plot.DecisionBoundary(Points, Classes, p => p.Sum(1).Log(), "f", "F", Caption),
            () => Plot.LossSurface((a, b) => double.NaN, (0, 1), (0, 1), "f", "F", Caption),
            () => Plot.Heatmap(bad.Reshape(1, 2), "f", "F", Caption),
            () => Plot.Histograms([("bad", bad)], "f", "F", Caption),
            () => Plot.Images(bad.Reshape(1, 1, 2), ["a"], "f", "F", Caption),
            () => Plot.Scatter([("bad", bad, bad)], "f", "F", Caption),
            () => Plot.Bars(["a", "b"], [("bad", bad.ToArray())], "f", "F", Caption, "x", "y"),
        ];
        Assert.All(plots, plot => Assert.Matches("^figure \"f\".*a number is expected.*(NaN|Infinity)", Error(plot)));
    }

    [Fact]
    public void What_is_empty_is_refused_by_every_kind()
    {
        Tensor none = Tensor.Zeros([0]);
        Func<Figure>[] plots =
        [
            () => Plot.LossCurve(new List<(string, IReadOnlyList<double>)>(), "f", "F", Caption),
            () => Plot.LearningRate(step => 1, 0, "f", "F", Caption),
            () => Plot.Fit(none, none, [], "f", "F", Caption),
            () => Plot.Function([], 0, 1, "f", "F", Caption),
            () => Plot.DecisionBoundary(Tensor.Zeros([0, 2]), none, p => p, "f", "F", Caption),
            () => Plot.LossSurface((a, b) => a, (0, 1), (0, 1), "f", "F", Caption, [("path", [])]),
            () => Plot.Heatmap(Tensor.Zeros([0, 0]), "f", "F", Caption),
            () => Plot.Histograms([("none", none)], "f", "F", Caption),
            () => Plot.Images(Tensor.Zeros([0, 2, 2]), [], "f", "F", Caption),
            () => Plot.Scatter([("none", none, none)], "f", "F", Caption),
            () => Plot.Bars([], [("none", [])], "f", "F", Caption, "x", "y"),
        ];
        Assert.All(plots, plot => Assert.Matches("nothing to draw|expected", Error(plot)));
        Assert.Throws<InvalidArgumentException>(() => Plot.SideBySide());
    }

    private static int Digits(string number) => number.TrimStart('-', '0', '.').Replace(".", "", StringComparison.Ordinal).TrimEnd('0').Length;

    [Fact]
    public void Saved_it_is_a_page_that_needs_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = System.IO.Path.Combine(folder.FullName, "loss.html");
            File.WriteAllText(path, "old");
            Plot.LossCurve([2.0, 1], "loss", "Loss", Caption).Save(path);

            var page = File.ReadAllText(path);
            Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
            Assert.Contains("backprop-plotly", page, StringComparison.Ordinal);
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
            Plot.ComputationGraph(new Value(1) + 1, "graph", "Graph", Caption).Save(path);
            Assert.InRange(new FileInfo(path).Length, 1000, 30_000);
            Assert.Contains("does not end in .html", Assert.Throws<InvalidArgumentException>(
                () => Plot.LossCurve([1.0], "loss", "Loss", Caption).Save("loss.png")).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_row_shows_its_figures_side_by_side()
    {
        var figure = Plot.LossCurve([1.0], "loss", "Loss", Caption);
        var row = Plot.SideBySide(figure, figure);

        Assert.Equal(3, row.ToHtml().Split("<div class=\"backprop-figure\"").Length);
        Assert.StartsWith("<div style=\"display:flex", row.ToHtml(), StringComparison.Ordinal);
        Assert.Equal(2, row.ToString().Split('\n').Length);
    }

    [Fact]
    public void In_a_row_a_picture_whose_letters_shrink_with_it_goes_below_the_others_sooner_than_a_chart()
    {
        var chart = Plot.LossCurve([1.0], "loss", "Loss", Caption);
        var graph = Plot.ComputationGraph(new Value(1) + 1, "graph", "Graph", Caption);
        var places = Plot.SideBySide(chart, graph).ToHtml().Split("flex:1 1 ").Skip(1).Select(place => place.Split(';')[0]);

        Assert.Equal(["420px", "640px"], places);
    }
}
