using System.Text.Json;
using Backprop.Scalars;
using Manual = Backprop.ManualGrad;

namespace Backprop.Tests.Oracle;

/// <summary>
/// The activations and their gradients beside mpmath's, at places from the smallest subnormal number to the largest: right to a few
/// units in the last place, not only near 0. tests/oracle/make_functions.py wrote the numbers.
/// </summary>
public class FunctionsTests
{
    private const int Ulps = 4;

    private static readonly JsonElement Root = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "functions.json"))).RootElement;

    private static readonly double[] Places = OracleFile.Numbers(Root.GetProperty("x"));

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["sigmoid"] = x => x.Sigmoid(),
        ["tanh"] = x => x.Tanh(),
        ["softplus"] = x => x.Softplus(),
        ["gelu"] = x => x.Gelu(),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_is_good_to_a_few_units_in_the_last_place_everywhere(string name) =>
        AssertClose(Expected(name), Functions[name](Tensor.From(Places)).ToArray(), []);

    [Theory]
    [MemberData(nameof(Names))]
    public void So_is_its_gradient(string name)
    {
        var x = Tensor.From(Places);
        x.RequiresGrad = true;
        double[] sizes = name == "gelu" ? Expected("gelu slope's larger term") : []; // its two terms cancel at −0.75
        AssertClose(Expected($"{name} slope"), Functions[name](x).Gradient(x, Tensor.Ones(x.Shape)).ToArray(), sizes, name == "gelu" ? 8 : Ulps);
    }

    [Fact]
    public void Scalars_and_layers_with_a_gradient_by_hand_are_as_good()
    {
        AssertClose(Expected("sigmoid"), [.. Places.Select(x => new Value(x).Sigmoid().Data)], []);
        AssertClose(Expected("sigmoid slope"), [.. Places.Select(x => new Value(x).Sigmoid().Inputs[0].LocalDerivative)], []);
        AssertClose(Expected("tanh slope"), [.. Places.Select(x => new Value(x).Tanh().Inputs[0].LocalDerivative)], []);
        foreach (var (layer, name) in new (Manual.Layer, string)[] { (new Manual.Sigmoid(), "sigmoid"), (new Manual.Tanh(), "tanh") })
        {
            layer.Forward(Tensor.From(Places));
            AssertClose(Expected($"{name} slope"), layer.Backward(Tensor.Ones([Places.Length])).ToArray(), []);
        }
    }

    [Theory]
    [InlineData("sigmoid", 0, 1, 0, 0)]
    [InlineData("tanh", -1, 1, 0, 0)]
    [InlineData("softplus", 0, double.PositiveInfinity, 0, 1)]
    [InlineData("gelu", 0, double.PositiveInfinity, 0, 1)]
    public void At_the_infinities_they_are_their_limits_and_NaN_stays_NaN(string name, double below, double above, double slopeBelow, double slopeAbove)
    {
        foreach (var length in new[] { 1, 9 }) // alone, and eight at once
        {
            AssertAt(double.NegativeInfinity, below, slopeBelow);
            AssertAt(double.PositiveInfinity, above, slopeAbove);
            AssertAt(double.NaN, double.NaN, double.NaN);

            void AssertAt(double place, double value, double slope)
            {
                var x = Tensor.Full([length], place);
                x.RequiresGrad = true;
                var y = Functions[name](x);
                Assert.All(y.ToArray(), found => Assert.Equal(value, found));
                var gradient = y.Gradient(x, Tensor.Ones(x.Shape), record: true);
                Assert.All(gradient.ToArray(), found => Assert.Equal(slope, found));
                Assert.All(
                    gradient.Gradient(x, Tensor.Ones(x.Shape)).ToArray(), found => Assert.Equal(double.IsNaN(place) ? double.NaN : 0, found));
            }
        }
    }

    [Fact]
    public void Minus_zero_stays_what_it_is()
    {
        foreach (var name in new[] { "tanh", "gelu" })
        {
            Assert.All(Functions[name](Tensor.From([-0.0, 0.0])).ToArray().Zip([true, false]), one => Assert.Equal(one.Second, double.IsNegative(one.First)));
        }
    }

    private static double[] Expected(string name) => OracleFile.Numbers(Root.GetProperty("functions").GetProperty(name));

    /// <summary>In units in the last place of the right number, or of a larger number that it was computed from.</summary>
    private static void AssertClose(double[] expected, double[] found, double[] sizes, int ulps = Ulps)
    {
        for (var i = 0; i < Places.Length; i++)
        {
            var size = Math.Abs(sizes.Length > 0 ? sizes[i] : expected[i]);
            var unit = Math.BitIncrement(size) - size;
            Assert.True(
                found[i] == expected[i] || Math.Abs(found[i] - expected[i]) <= ulps * unit,
                FormattableString.Invariant($"at {Places[i]}: {found[i]}, expected {expected[i]}, {(found[i] - expected[i]) / unit} ulp"));
        }
    }
}
