using System.Globalization;
using System.Text.RegularExpressions;
using Backprop.Figures;
using static Backprop.Tests.Figures.FigureContent;

namespace Backprop.Tests.Figures;

public class PlotTests
{
    private const string Caption = "What to see.";

    [Fact]
    public void A_loss_curve_is_drawn_on_a_logarithmic_axis_beside_its_yardstick()
    {
        var content = FigureContent.Of(Plot.LossCurve([100, 10, 1], "loss", "Loss", Caption, ("noise", 0.5), "error"));

        Assert.Equal("log", Text(content, "layout", "yaxis", "type"));
        Assert.Equal("step", Text(content, "layout", "xaxis", "title", "text"));
        Assert.Equal("error", Text(content, "layout", "yaxis", "title", "text"));
        Assert.Equal("Loss", Text(content, "layout", "title", "text"));
        Assert.Equal(["loss", "noise"], Traces(content).Select(trace => Text(trace, "name")));
        Assert.Equal([0, 1, 2], Numbers(content, 0, "x"));
        Assert.Equal([100, 10, 1], Numbers(content, 0, "y"));
        Assert.Equal([0, 2], Numbers(content, 1, "x"));
        Assert.Equal([0.5, 0.5], Numbers(content, 1, "y"));
    }

    [Fact]
    public void Several_runs_have_a_colour_and_a_pattern_each()
    {
        var content = FigureContent.Of(Plot.LossCurve([("a", [2.0, 1]), ("b", [2.0, 1.5])], "losses", "Losses", Caption));

        var lines = Traces(content).Select(trace => (Text(trace, "line", "color"), Text(trace, "line", "dash"))).ToList();
        Assert.Equal(2, lines.Distinct().Count());
        Assert.Equal(["solid", "dash"], lines.Select(line => line.Item2));
    }

    [Fact]
    public void A_long_run_is_thinned_and_keeps_its_spikes_and_its_ends()
    {
        double[] losses = [.. Enumerable.Range(0, 25_000).Select(step => 1000.0 / (step + 1))];
        losses[12_345] = 5000;
        var content = FigureContent.Of(Plot.LossCurve(losses, "loss", "Loss", Caption));

        var steps = Numbers(content, 0, "x");
        Assert.InRange(steps.Length, 900, 1002);
        Assert.Equal(steps.Order(), steps);
        Assert.Equal((0, 24_999), (steps[0], steps[^1]));
        Assert.Equal(5000, Numbers(content, 0, "y").Max());
        Assert.Contains(12_345, steps);
    }

    [Fact]
    public void A_fit_shows_the_points_and_sorts_its_curves_by_x()
    {
        Tensor x = new([3, 1], [2, 0, 1]);
        var content = FigureContent.Of(Plot.Fit(x, new Tensor([3, 1], [5, 1, 3]), [("line", (2 * x) + 1)], "fit", "Fit", Caption));

        Assert.Equal(["markers", "lines"], Traces(content).Select(trace => Text(trace, "mode")));
        Assert.Equal([2, 0, 1], Numbers(content, 0, "x"));
        Assert.Equal([0, 1, 2], Numbers(content, 1, "x"));
        Assert.Equal([1, 3, 5], Numbers(content, 1, "y"));
    }

    [Fact]
    public void A_function_is_sampled_from_end_to_end()
    {
        var content = FigureContent.Of(Plot.Function([("square", x => x * x)], -2, 2, "square", "Square", Caption));

        var x = Numbers(content, 0, "x");
        Assert.Equal(401, x.Length);
        Assert.Equal((-2, 0, 2), (x[0], x[200], x[^1]));
        Assert.All(x.Zip(Numbers(content, 0, "y")), point => Assert.Equal(point.First * point.First, point.Second, 1e-5));
    }

    [Fact]
    public void Numbers_are_rounded_to_six_digits() =>
        Assert.Equal([3.14159, 271.828], Numbers(FigureContent.Of(Plot.LossCurve([Math.PI, 100 * Math.E], "loss", "Loss", Caption)), 0, "y"));

    [Fact]
    public void A_culture_with_a_decimal_comma_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = Plot.Function([("f", x => x / 3)], -0.5, 0.5, "f", "F", Caption);
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NegativeSign) = (",", "−");
        try
        {
            CultureInfo.CurrentCulture = german;
            var found = Plot.Function([("f", x => x / 3)], -0.5, 0.5, "f", "F", Caption);
            Assert.Equal(expected.ToHtml(), found.ToHtml());
            Assert.Equal(expected.ToString(), found.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Its_text_form_is_one_line_with_the_ranges() => Assert.Equal(
        "Figure loss: Loss (run: step 0 to 1, loss 1 to 2)",
        Plot.LossCurve([("run", [2.0, 1])], "loss", "Loss", Caption).ToString());

    [Fact]
    public void Nothing_of_the_text_can_break_out_of_the_html()
    {
        const string Evil = "</script><b>\"x\" & 'y'";
        var html = Plot.Function([(Evil, x => x)], 0, 1, "evil", Evil, Evil, Evil, Evil).ToHtml();

        Assert.Equal(2, html.Split("</script>").Length - 1);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Equal(Evil, Description(html).GetProperty("title").GetString());
    }

    [Fact]
    public void The_html_is_small_but_for_its_numbers()
    {
        var html = Plot.Function([("f", Math.Sin), ("g", Math.Cos)], 0, 1, "f", "F", Caption).ToHtml();

        var numbers = Regex.Matches(html, @"\[[-0-9.,E]*\]").Sum(match => match.Length);
        Assert.InRange(html.Length - numbers, 1000, 8000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Loss")]
    [InlineData("a b")]
    [InlineData("../a")]
    [InlineData("a--b")]
    public void A_name_that_is_no_file_name_is_refused(string name)
    {
        var error = Assert.Throws<InvalidArgumentException>(() => Plot.LossCurve([1.0], name, "Loss", Caption));
        Assert.Contains($"the name \"{name}\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_texts_are_refused()
    {
        Assert.Contains("the title is empty", Error(() => Plot.LossCurve([1.0], "loss", " ", Caption)), StringComparison.Ordinal);
        Assert.Contains("the caption is empty", Error(() => Plot.LossCurve([1.0], "loss", "Loss", "")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_by_name_and_place()
    {
        Assert.Equal(
            "figure \"loss\", \"loss\": a number is expected at loss, not NaN (point 1, at 1)",
            Error(() => Plot.LossCurve([1, double.NaN], "loss", "Loss", Caption)));
        Assert.Equal(
            "figure \"loss\", \"loss\": a logarithmic axis shows positive numbers only, not 0 (point 2, at 2)",
            Error(() => Plot.LossCurve([2.0, 1, 0], "loss", "Loss", Caption)));
        Assert.Contains("there is nothing to draw", Error(() => Plot.LossCurve(Array.Empty<double>(), "loss", "Loss", Caption)), StringComparison.Ordinal);
        Assert.Equal(
            "figure \"inverse\", \"1/x\": a number is expected at y, not Infinity (point 200, at 0)",
            Error(() => Plot.Function([("1/x", x => 1 / x)], -1, 1, "inverse", "Inverse", Caption)));
        Assert.Contains("1 to 1 is not an interval", Error(() => Plot.Function([("f", x => x)], 1, 1, "f", "F", Caption)), StringComparison.Ordinal);
        Assert.Equal(
            "figure \"fit\", \"data\": 3 places and 2 values: there must be as many",
            Error(() => Plot.Fit(Tensor.Ones([3]), Tensor.Ones([2]), [], "fit", "Fit", Caption)));
        Assert.Equal(
            "figure \"fit\", \"c\": 2 places and 3 values: there must be as many",
            Error(() => Plot.Fit(Tensor.Ones([2]), Tensor.Ones([2]), [("c", Tensor.Ones([3]))], "fit", "Fit", Caption)));
        Assert.Throws<ArgumentNullException>(() => Plot.Fit(null!, Tensor.Ones([2]), [], "fit", "Fit", Caption));
    }
}
