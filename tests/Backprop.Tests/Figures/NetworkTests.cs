using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Backprop.Figures;
using static Backprop.Tests.Figures.FigureContent;

namespace Backprop.Tests.Figures;

/// <summary>Networks as layers of neurons.</summary>
public class NetworkTests
{
    private const string Caption = "What to see.";

    private static readonly string[][] Small = [["x₁", "x₂"], ["h₁", "h₂"], ["y"]];
    private static readonly Tensor W1 = Tensor.From([[0.8, -0.5], [0.2, 0]]);
    private static readonly Tensor W2 = Tensor.From([[1.6], [-0.75]]);

    [Fact]
    public void Every_weight_is_a_line_with_its_number_and_as_wide_as_it_is_large()
    {
        var figure = Plot.Network(Small, [W1, W2], "n", "N", Caption);
        var lines = Elements(figure, "line");

        Assert.Equal(6, lines.Count);
        Assert.Equal(5, Elements(figure, "circle").Count);
        Assert.Equal(
            ["0.8", "−0.5", "0.2", "0", "1.6", "−0.75"], Texts(figure).SkipWhile(text => text != "y").Skip(1).Take(6));
        Assert.Equal([1, 1 + (8 * 0.2 / 1.6), 9], Widths(lines, [0, 1, 5]));
        Assert.Equal(["#8c8c8c", "#d55e00", "#0072b2", "#d55e00"], lines.Take(4).Select(line => (string)line.Attribute("stroke")!));
        Assert.Contains("weights up to 1.6 in size", figure.ToString(), StringComparison.Ordinal);
        Assert.Equal(540, figure.Height);
    }

    [Fact]
    public void Its_gradients_stand_beside_its_weights_with_a_scale_of_their_own()
    {
        var figure = Plot.Network(Small, [W1, W2], "n", "N", Caption, gradients: [0.01 * W1, 0.01 * W2]);

        Assert.Equal(12, Elements(figure, "line").Count);
        var texts = Texts(figure);
        Assert.Equal(["weights", "weight", "gradients", "gradient"], texts.Where(text => text.StartsWith("weight", StringComparison.Ordinal) || text.StartsWith("gradient", StringComparison.Ordinal)));
        Assert.Single(texts, "−0.0075");
        Assert.Contains("−0.016", texts);
        Assert.Equal([1.6, 0.016], Of(figure).GetProperty("panels").EnumerateArray().Select(panel => panel.GetProperty("farthest").GetDouble()));
    }

    [Fact]
    public void Four_layers_beside_their_gradients_have_smaller_circles_so_that_every_line_has_its_number()
    {
        string[][] layers = [["x₁", "x₂"], ["h₁", "h₂"], ["g₁", "g₂"], ["y"]];
        var figure = Plot.Network(layers, [W1, W1 / 8, W2], "n", "N", Caption, gradients: [W1 / 32, W1 / 64, W2 / 32]);

        Assert.Equal(
            ["0.8", "−0.5", "0.2", "0", "0.1", "−0.062", "0.025", "0", "1.6", "−0.75"], Texts(figure).SkipWhile(text => text != "y").Skip(1).Take(10)); // two digits each
        Assert.InRange((double)Elements(figure, "circle")[0].Attribute("r")!, 22, 33);
        Assert.Equal(34, (double)Elements(Plot.Network(Small, [W1, W2], "n", "N", Caption), "circle")[0].Attribute("r")!);
    }

    [Fact]
    public void Of_a_large_layer_the_first_four_and_the_last_two_neurons_are_drawn()
    {
        string[][] layers = [[.. Enumerable.Range(0, 64).Select(i => $"pixel {i}")], ["even", "odd"]];
        var weights = Tensor.Linspace(0, 127, 128).Reshape(64, 2);
        var figure = Plot.Network(layers, [weights], "n", "N", Caption);

        Assert.Equal(12, Elements(figure, "line").Count);
        var texts = Texts(figure);
        Assert.Equal(["pixel 0", "pixel 1", "pixel 2", "pixel 3", "pixel 62", "pixel 63"], texts.Where(text => text.StartsWith("pixel", StringComparison.Ordinal)));
        Assert.Contains("58 more", texts);
        Assert.Equal([124, 125], Numbers(Of(figure).GetProperty("panels")[0].GetProperty("numbers")[0][4]));
        Assert.Contains("127", texts); // the scale holds all weights
    }

    [Fact]
    public void What_is_said_of_a_cut_layer_stands_within_the_picture()
    {
        string[] ten = [.. Enumerable.Range(0, 10).Select(i => $"{i}")];
        var figure = Plot.Network([ten, ten], [Tensor.Ones([10, 10])], "n", "N", Caption);
        var more = Elements(figure, "text").Where(text => text.Value == "4 more").ToList();
        Assert.Equal(["start", "end"], more.Select(text => text.Attribute("text-anchor")!.Value));
        Assert.True((double)more[1].Attribute("x")! < (double)Elements(figure, "circle")[^1].Attribute("cx")!);
    }

    [Fact]
    public void A_second_line_of_a_label_stands_below_its_neuron()
    {
        var figure = Plot.Network([["x\n2"], ["y\n−1"]], [Tensor.From([[-0.5]])], "n", "N", Caption);
        Assert.Equal(["N", "x", "2", "y", "−1", "−0.5"], Texts(figure).Take(6));
    }

    [Fact]
    public void A_network_of_no_weight_but_zeros_is_drawn_in_thin_lines()
    {
        var figure = Plot.Network([["x"], ["y"]], [Tensor.Zeros([1, 1])], "n", "N", Caption);
        Assert.Equal([1], Widths(Elements(figure, "line"), [0]));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("2 to 8 layers", Error(() => Plot.Network([["x"]], [], "f", "F", Caption)), StringComparison.Ordinal);
        Assert.Contains("layer 1 has no neuron", Error(() => Plot.Network([["x"], []], [W1], "f", "F", Caption)), StringComparison.Ordinal);
        Assert.Contains("between 3 layers there are 2 tensors of weights, and 1 were given", Error(() => Plot.Network(Small, [W1], "f", "F", Caption)), StringComparison.Ordinal);
        Assert.Contains("the gradients from layer 1 to layer 2 must have the shape (2, 1), inputs by outputs, not (1, 2)", Error(() => Plot.Network(Small, [W1, W2], "f", "F", Caption, [W1, W2.Transpose()])), StringComparison.Ordinal);
        Assert.Matches("^figure \"f\".*a number is expected, not NaN", Error(() => Plot.Network([["x"], ["y"]], [Tensor.From([[double.NaN]])], "f", "F", Caption)));
    }

    [Fact]
    public void Nothing_of_a_label_can_break_out_of_the_picture()
    {
        var figure = Plot.Network([["</svg><script>"], ["\"&"]], [Tensor.Ones([1, 1])], "n", "</svg>", Caption);
        Assert.Contains("</svg><script>", Texts(figure));
    }

    private static List<XElement> Elements(Figure figure, string name) =>
        [.. XDocument.Parse(Picture(figure)).Descendants().Where(element => element.Name.LocalName == name)];

    private static List<string> Texts(Figure figure) => [.. Elements(figure, "text").Select(text => text.Value)];

    private static IEnumerable<double> Widths(List<XElement> lines, int[] places) =>
        places.Select(place => double.Parse((string)lines[place].Attribute("stroke-width")!, System.Globalization.CultureInfo.InvariantCulture));

    private static string Picture(Figure figure) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Match(figure.ToHtml(), "base64,([^\"]*)\"").Groups[1].Value));
}
