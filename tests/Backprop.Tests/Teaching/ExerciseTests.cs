using System.Globalization;
using Backprop.ManualGrad;
using Backprop.Teaching;

namespace Backprop.Tests.Teaching;

[Collection("Console")]
public class ExerciseTests
{
    private static readonly Tensor Expected = new([2, 3], [1, -2, 3, -4, 5, -6]);

    [Fact]
    public void A_right_answer_of_any_kind_is_a_line_with_a_tick()
    {
        Assert.Equal("✓ (a) dL/dw: right\n", Number(() => 12 + 1e-6));
        Assert.Equal("✓ (b): right\n", Derivative(x => 3 * x * x));
        Assert.Equal("✓ (c): right\n", OfTensor(() => Expected * (1 + 1e-7)));
        Assert.Equal("✓ (d): right\n", OfLayer(() => new Cube()));
        Assert.Equal("✓ (e): right\n", Word(() => "chain"));
    }

    [Fact]
    public void A_hole_is_an_open_exercise_wherever_it_is()
    {
        Assert.Equal("○ (a) dL/dw: still open\n", Number(() => throw new NotImplementedException()));
        Assert.Equal("○ (b): still open\n", Derivative(_ => throw new NotImplementedException()));
        Assert.Equal("○ (c): still open\n", OfTensor(() => throw new NotImplementedException()));
        Assert.Equal("○ (d): still open\n", OfLayer(() => throw new NotImplementedException()));
        Assert.Equal("○ (d): still open\n", OfLayer(() => new Cube(backward: (_, _) => throw new NotImplementedException())));
        Assert.Equal("○ (e): still open\n", Word(() => throw new NotImplementedException()));
    }

    [Fact]
    public void What_an_answer_throws_is_told_on_one_line_and_goes_no_further()
    {
        Assert.Equal("✗ (a) dL/dw: it throws FormatException: not so\n", Number(() => throw new FormatException("not so")));
        Assert.Equal("✗ (b): it throws ArithmeticException: two lines\n", Derivative(_ => throw new ArithmeticException("two\r\nlines")));
        Assert.Equal(
            "✗ (c): it throws ShapeMismatchException: add: the shapes (2, 3) and (2) do not fit\n",
            OfTensor(() => throw new ShapeMismatchException("add", "the shapes (2, 3) and (2) do not fit")));
        Assert.StartsWith(
            "✗ (d): it throws ShapeMismatchException: ",
            OfLayer(() => new Cube(backward: (g, _) => g + Tensor.Ones([7]))),
            StringComparison.Ordinal);
        Assert.Equal("✗ (e): it throws TimeoutException: late\n", Word(() => throw new TimeoutException("late")));
    }

    [Fact]
    public void Null_is_an_answer_that_is_wrong()
    {
        Assert.Equal("✗ (c): the answer is null\n", OfTensor(() => null!));
        Assert.Equal("✗ (d): the answer is null\n", OfLayer(() => null!));
        Assert.Equal("✗ (d): forward: it is null\n", OfLayer(() => new Cube(forward: _ => null!)));
        Assert.Equal("✗ (d): backward: it is null\n", OfLayer(() => new Cube(backward: (_, _) => null!)));
        Assert.Equal("✗ (e): the answer is null\n", Word(() => null!));
    }

    [Theory]
    [InlineData(7, "the 5 was added, and not multiplied by")]
    [InlineData(-7, "-7 is too small")]
    [InlineData(-12, "its sign is the wrong way round")]
    [InlineData(24, "it is 2 times as large as it should be")]
    [InlineData(3, "it is 0.25 times as large as it should be")]
    [InlineData(-6, "it is -0.5 times as large as it should be")]
    [InlineData(0, "it is zero")]
    [InlineData(11, "11 is too small")]
    [InlineData(12.001, "12.001 is too large")]
    [InlineData(1e9, "1E+09 is too large")]
    [InlineData(double.PositiveInfinity, "Infinity is too large")]
    [InlineData(double.NaN, "it is not a number (NaN)")]
    public void A_wrong_number_is_told_by_hint_or_by_sign_factor_or_side(double found, string problem) =>
        Assert.Equal($"✗ (a) dL/dw: {problem}\n", Number(() => found));

    [Fact]
    public void Where_zero_is_right_another_number_has_a_side_only()
    {
        Assert.Equal("✗ a: 0.5 is too large\n", Printed(() => Exercise.Number("a", () => 0.5, 0)));
        Assert.Equal("✓ a: right\n", Printed(() => Exercise.Number("a", () => 1e-7, 0)));
    }

    [Fact]
    public void A_numbers_tolerance_is_absolute_below_one_and_relative_above()
    {
        Assert.StartsWith("✓", Printed(() => Exercise.Number("a", () => 0.0009, 0, 1e-3)), StringComparison.Ordinal);
        Assert.StartsWith("✗", Printed(() => Exercise.Number("a", () => 0.0011, 0, 1e-3)), StringComparison.Ordinal);
        Assert.StartsWith("✓", Printed(() => Exercise.Number("a", () => 1000.9, 1000, 1e-3)), StringComparison.Ordinal);
        Assert.StartsWith("✗", Printed(() => Exercise.Number("a", () => 1001.1, 1000, 1e-3)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_derivative_is_told_by_hint_or_by_what_it_is_everywhere_or_by_its_worst_place()
    {
        Assert.Equal("✗ (b): this is the function itself\n", Derivative(x => x * x * x));
        Assert.Equal("✗ (b): its sign is the wrong way round\n", Derivative(x => -3 * x * x));
        Assert.Equal("✗ (b): it is 0.3333 times as large as it should be, everywhere\n", Derivative(x => x * x));
        Assert.Equal("✗ (b): it is zero\n", Derivative(_ => 0));
        Assert.Equal("✗ (b): it is not a number (NaN)\n", Derivative(_ => double.NaN));
        Assert.Equal("✗ (b): at x = -1.71 it gives 0, and nudging x gives 8.72377\n", Derivative(x => x < -1.5 ? 0 : 3 * x * x));
        Assert.StartsWith(
            "✗ (b): at x = 0.4 it gives NaN, and nudging x gives 0.4",
            Derivative(x => Math.Abs(x - 0.4) < 0.1 ? double.NaN : 3 * x * x),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_derivative_is_compared_inside_its_interval_alone()
    {
        List<double> places = [];
        Printed(() => Exercise.Derivative("ln", x => { places.Add(x); return 1 / x; }, Math.Log, 0, 4));

        Assert.Equal(9, places.Distinct().Count());
        Assert.All(places, x => Assert.InRange(x, 0.1, 3.9));
        Assert.DoesNotContain(2, places);
    }

    [Fact]
    public void A_wrong_tensor_is_told_by_hint_or_shape_or_by_what_it_is_everywhere_or_by_its_worst_element()
    {
        Assert.Equal("✗ (c): transpose it\n", OfTensor(() => Expected.Transpose()));
        Assert.Equal("✗ (c): it has the shape (6), but (2, 3) is expected\n", OfTensor(() => Expected.Reshape(6)));
        Assert.Equal("✗ (c): its sign is the wrong way round\n", OfTensor(() => -Expected));
        Assert.Equal("✗ (c): it is 0.03125 times as large as it should be, everywhere\n", OfTensor(() => Expected / 32));
        Assert.Equal("✗ (c): it is zero\n", OfTensor(() => Expected * 0));
        Assert.Equal("✗ (c): it is not a number (NaN)\n", OfTensor(() => Expected * double.NaN));
        Assert.Equal("✗ (c): at [1, 2] it is -9, but -6 is expected\n", OfTensor(() => new Tensor([2, 3], [1, -2, 4, -4, 5, -9])));
        Assert.Equal("✗ (c): at [0, 1] it is NaN, but -2 is expected\n", OfTensor(() => new Tensor([2, 3], [1, double.NaN, 4, -4, 5, -9])));
        Assert.Equal("✗ (c): at [1, 2] it is 1E-17, but -6 is expected\n", OfTensor(() => new Tensor([2, 3], [0, 0, 0, 0, 0, 1e-17])));
        Assert.Equal("✗ s: it is 3, but 5 is expected\n", Printed(() => Exercise.Tensor("s", () => Tensor.Full([], 3), Tensor.Full([], 5))));
    }

    [Fact]
    public void What_is_wrong_by_very_little_is_told_with_all_its_digits()
    {
        Assert.Equal("✗ (c): at [1, 2] it is -6.00003, but -6 is expected\n", OfTensor(() => Expected * (1 + 5e-6)));
        Assert.Equal(
            "✗ w: at [0] it is 1.00000001, but 1 is expected\n",
            Printed(() => Exercise.Tensor("w", () => new Tensor([2], [1.00000001, 1]), Tensor.Ones([2]), 1e-9)));
        Assert.Equal(
            "✗ f: at x = 1.66 it gives 1.000002, and nudging x gives 1\n",
            Printed(() => Exercise.Derivative("f", x => x > 1.5 ? 1.000002 : 1, x => x)));
    }

    [Fact]
    public void A_layer_is_tried_forwards_and_then_backwards()
    {
        Assert.Equal("✗ (d): forward: its sign is the wrong way round\n", OfLayer(() => new Cube(forward: x => -(x * x * x))));
        Assert.Equal(
            "✗ (d): forward: it has the shape (1, 4), but (2, 2) is expected\n",
            OfLayer(() => new Cube(forward: x => x.Reshape(1, 4))));
        Assert.Equal("✗ (d): backward: the upstream gradient is missing\n", OfLayer(() => new Cube(backward: (_, x) => 3 * x * x)));
        Assert.Equal(
            "✗ (d): backward: it is 0.3333 times as large as it should be, everywhere\n",
            OfLayer(() => new Cube(backward: (g, x) => g * x * x)));
        Assert.Equal(
            "✗ (d): backward: it has the shape (2), but (2, 2) is expected\n",
            OfLayer(() => new Cube(backward: (g, _) => g.Sum(0))));
    }

    [Fact]
    public void An_upstream_gradient_that_is_not_one_finds_what_ones_would_hide()
    {
        var upstream = Tensor.Zeros([2, 2]);
        OfLayer(() => new Cube(backward: (g, _) => upstream = g));

        Assert.All(upstream.ToArray(), g => Assert.InRange(g, 0.5, 2));
        Assert.Equal(4, upstream.ToArray().Distinct().Count());
    }

    [Fact]
    public void Any_other_answer_is_judged_by_a_function() => Assert.Equal("✗ (e): it has 5 letters too few\n", Word(() => ""));

    [Fact]
    public void Numbers_in_a_line_are_the_same_in_every_country()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.ReadOnly(new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } });
            Assert.Equal("✗ (a) dL/dw: -1.7 is too small\n", Number(() => -1.7));
            Assert.Equal("✗ (c): at [0, 0] it is -1.5, but 1 is expected\n", OfTensor(() => Expected - new Tensor([2, 3], [2.5, 0, 0, 0, 0, 0])));
            Assert.Equal("✗ (b): at x = -1.71 it gives -0.5, and nudging x gives 8.72377\n", Derivative(x => x < -1.5 ? -0.5 : 3 * x * x));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Number(Func<double> answer) => Printed(() => Exercise.Number(
        "(a) dL/dw", answer, 12, 1e-6, (7, "the 5 was added, and not multiplied by"), (1e6, "it was not divided")));

    private static string Derivative(Func<double, double> answer) => Printed(() => Exercise.Derivative(
        "(b)", answer, x => x * x * x, mistakes: [(x => x * x * x, "this is the function itself")]));

    private static string OfTensor(Func<Tensor> answer) => Printed(() => Exercise.Tensor(
        "(c)", answer, Expected, mistakes: [(Expected * 7, "it is seven times too large"), (Expected.Transpose(), "transpose it")]));

    private static string OfLayer(Func<Layer> answer) => Printed(() => Exercise.Layer(
        "(d)", answer, x => x * x * x, new Tensor([2, 2], [1, -0.5, 2, 0.3]), ((_, x) => 3 * x * x, "the upstream gradient is missing")));

    private static string Word(Func<string> answer) => Printed(() => Exercise.Answer(
        "(e)", answer, word => word.Length < 5 ? $"it has {5 - word.Length} letters too few" : null));

    private static string Printed(Action action) => CheckTests.Printed(action);

    private sealed class Cube(Func<Tensor, Tensor>? forward = null, Func<Tensor, Tensor, Tensor>? backward = null) : Layer
    {
        private Tensor kept = Tensor.Zeros([0]);

        public override Tensor Forward(Tensor input)
        {
            kept = input;
            return forward is null ? input * input * input : forward(input);
        }

        public override Tensor Backward(Tensor gradient) => backward is null ? 3 * gradient * kept * kept : backward(gradient, kept);
    }
}
