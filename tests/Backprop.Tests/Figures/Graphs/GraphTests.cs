using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Backprop.Figures;
using Backprop.Figures.Graphs;
using Backprop.Layers;
using Backprop.Scalars;
using static Backprop.Tests.Figures.FigureContent;

namespace Backprop.Tests.Figures.Graphs;

public class GraphTests
{
    private const string Caption = "What to see.";

    [Fact]
    public void A_graph_shows_names_operations_numbers_and_the_gradients_as_they_are()
    {
        Value a = new(2, "a"), b = new(-3, "b");
        var product = a * b;
        var before = Nodes(Plot.ComputationGraph(product, "g", "G", Caption, [("c", product)]));
        product.Backward();
        var after = Nodes(Plot.ComputationGraph(product, "g", "G", Caption, [("c", product)]));

        Assert.Equal([("a", "", "2", "0"), ("b", "", "−3", "0"), ("c", "×", "−6", "0")], before);
        Assert.Equal([("a", "", "2", "−3"), ("b", "", "−3", "2"), ("c", "×", "−6", "1")], after);
    }

    [Fact]
    public void A_graph_of_tensors_shows_the_numbers_of_small_ones_and_the_shape_of_others()
    {
        Tensor x = Tensor.Ones([4, 3]), w = Tensor.From([[1.0, -0.25], [0, 2], [3, 4]]), u = Tensor.Ones([2, 5]);
        (w.RequiresGrad, u.RequiresGrad) = (true, true);
        var y = x.MatMul(w).MatMul(u).Sum();
        y.Backward();

        var drawn = Nodes(Plot.ComputationGraph(y, "g", "G", Caption, [("w", w), ("u", u), ("y", y)]));
        var nodes = drawn.Where(node => node.Name.Length > 0).ToDictionary(node => node.Name);
        Assert.Equal(("1.00\u2007−0.25\n0.00\u2007\u20072.00\n3.00\u2007\u20074.00", "20\u200720\n20\u200720\n20\u200720"), (nodes["w"].Data, nodes["w"].Gradient));
        Assert.Equal(("shape (2, 5)", "up to 23"), (nodes["u"].Data, nodes["u"].Gradient));
        Assert.Equal("195", nodes["y"].Data);
        Assert.Contains(drawn, node => node is ("", "matmul", _, "none"));
    }

    [Fact]
    public void Small_tensors_are_lines_of_numbers_in_a_node_and_lists_in_a_sentence()
    {
        Assert.Equal("[0.1, −0.2]", GraphText.Of(Tensor.From([0.1, -0.2])));
        Assert.Equal("12\u20070\n−3\u20071", GraphText.Of(Tensor.From([[12.0, 0], [-3, 1]])).Replace("\u2007\u2007", "\u2007", StringComparison.Ordinal).TrimStart('\u2007'));
        Assert.Equal("1e−6\u2007−2.5e−7", GraphText.Of(Tensor.From([[1e-6, -2.5e-7]])));
        Assert.Equal("shape (5)", GraphText.Of(Tensor.Ones([5])));
        Assert.Equal("shape (1, 2, 2)", GraphText.Of(Tensor.Ones([1, 2, 2])));
        Assert.Equal("7", GraphText.Of(Tensor.From([[7.0]])));
        Assert.Equal("= [[12, 0], [−3, 1]]", GraphText.Equal(GraphText.Of(Tensor.From([[12.0, 0], [-3, 1]]))));
        Assert.Equal("is a 3 × 2 matrix", GraphText.Equal(GraphText.Of(Tensor.Ones([3, 2]))));
        Assert.Equal("of shape (5)", GraphText.Equal(GraphText.Of(Tensor.Ones([5]))));
    }

    [Fact]
    public void The_steppers_last_gradients_are_those_of_Backward_and_nothing_is_added_to_the_values()
    {
        Value a = new(1.5, "a"), b = new(-0.5, "b");
        var e = ((a * b) + a).Exp() / (b - 2) + (a + a).Tanh();
        var figure = Plot.BackwardStepper(e, "s", "S", Caption);
        Assert.Equal((0, 0, 0), (a.Grad, b.Grad, e.Grad));
        e.Backward();

        var expected = e.Ancestors().AsEnumerable().Reverse().Select(value => GraphText.Of(value.Grad));
        Assert.Equal(expected, Nodes(figure).Select(node => node.Gradient));
        Assert.Equal(expected, LastSums(figure));
    }

    [Fact]
    public void The_tensor_steppers_last_gradients_are_those_of_Gradients()
    {
        Tensor x = new([2, 3], [1, 2, 3, 4, 5, 6]), w = new([3, 1], [1, -1, 2]), c = Tensor.From([0.5]);
        (w.RequiresGrad, c.RequiresGrad) = (true, true);
        var y = (x.MatMul(w) + c).Sigmoid().Sum();
        var figure = Plot.BackwardStepper(y, "s", "S", Caption, [("w", w), ("c", c)]);
        Assert.Null(w.Grad);
        var gradients = Tensor.Gradients([y], [w, c]);

        var nodes = Nodes(figure).Where(node => node.Name.Length > 0).ToDictionary(node => node.Name, node => node.Gradient);
        Assert.Equal(GraphText.OfGradient(gradients[0]), nodes["w"]);
        Assert.Equal(GraphText.OfGradient(gradients[1]), nodes["c"]);
        Assert.Equal(Nodes(figure).Select(node => node.Gradient), LastSums(figure));
        Assert.Contains(Texts(figure), text => text.Contains("c receives sum over axis 0 = ", StringComparison.Ordinal));
    }

    [Fact]
    public void Steps_tell_what_arrives_and_what_adds_up()
    {
        Value a = new(3, "a");
        var b = a + a;
        var c = b * b;
        var texts = Texts(Plot.BackwardStepper(c, "s", "S", Caption, [("b", b), ("c", c)]));

        Assert.Equal(
            [
                "We start from what is given: a = 3.",
                "Forward: b = a + a = 6.",
                "Forward: c = b × b = 36.",
                "The backward pass starts at the result. A nudge of c changes c by just as much, so ∂c/∂c = 1.",
                "Backward: every path into c has arrived, so ∂c/∂c = 1. b receives 6 × 1 = 6. b receives 6 × 1 = 6, which is added to what had arrived there before and gives 12.",
                "Backward: every path into b has arrived, so ∂c/∂b = 12. a receives 1 × 12 = 12. a receives 1 × 12 = 12, which is added to what had arrived there before and gives 24.",
                "Done: ∂c/∂a = 24.",
            ],
            texts);
    }

    [Fact]
    public void Infinity_is_its_sign()
    {
        Value a = new(double.NegativeInfinity, "a");
        Assert.Contains("−∞", Drawn(Plot.ComputationGraph(a * 2, "s", "S", Caption)));
    }

    [Theory]
    [InlineData(2, "a²", "pow 2")]
    [InlineData(-1, "a⁻¹", "pow −1")]
    [InlineData(0.5, "a^0.5", "pow 0.5")]
    public void A_power_has_its_exponent_above_the_line_in_a_sentence_and_as_the_code_has_it_in_its_head(double exponent, string formula, string head)
    {
        Value a = new(4, "a");
        var figure = Plot.BackwardStepper(a.Pow(exponent), "s", "S", Caption);

        Assert.Contains(Texts(figure), text => text.StartsWith($"Forward: {formula} = ", StringComparison.Ordinal));
        Assert.Contains(head, Drawn(figure));
    }

    [Fact]
    public void Without_a_name_a_node_is_called_by_what_made_it()
    {
        Value a = new(3, "a"), b = new(2, "b");
        Assert.Contains("Forward: a × (a + (2 × b)) = 21.", Texts(Plot.BackwardStepper(a * (a + (2 * b)), "s", "S", Caption)));
        Assert.Contains("Forward: ((…) × a)² = 3969.", Texts(Plot.BackwardStepper((a * (a + (2 * b)) * a).Pow(2), "s", "S", Caption)));
        var figure = Plot.BackwardStepper(((a * b) + 1).Exp() - (2 * a), "s", "S", Caption);

        Assert.All(Nodes(figure), node => Assert.True(node.Name is "" or "a" or "b"));
        var texts = Texts(figure);
        Assert.Contains("Forward: a × b = 6.", texts);
        Assert.Contains("Forward: exp((a × b) + 1) = 1097.", texts);
        Assert.Contains("Forward: exp((a × b) + 1) − (2 × a) = 1091.", texts);
        Assert.StartsWith("Backward: every path into a × b has arrived, so ∂result/∂(a × b) = 1097.", texts[^2], StringComparison.Ordinal);
        Assert.Contains(Drawn(figure), text => text == "×");
        Assert.DoesNotContain(Drawn(figure), text => Regex.IsMatch(text, "^v[0-9]"));
    }

    [Fact]
    public void At_rest_a_stepper_shows_all_gradients_and_the_products_on_its_edges()
    {
        Value a = new(2, "a"), b = new(-3, "b");
        var c = a * b;
        var drawn = Drawn(Plot.BackwardStepper(c, "s", "S", Caption, [("c", c)]));
        Assert.Contains("−3 × 1", drawn);
        Assert.Contains("= −3", drawn);
        Assert.DoesNotContain("visibility", Picture(Plot.BackwardStepper(c, "s", "S", Caption)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_edge_ends_in_an_arrow()
    {
        Value a = new(2, "a");
        var lines = Elements(Plot.ComputationGraph((a * a) + a, "g", "G", Caption), "path").Where(path => path.Attribute("data-edge") is not null).ToList();
        Assert.Equal(4, lines.Count);
        Assert.All(lines, line => Assert.EndsWith("l11 6l-11 6", (string)line.Attribute("d")!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(16)]
    public void A_wide_graph_is_cut_so_that_its_letters_have_14_pixels_at_a_width_of_960(int length)
    {
        Value x = new(0.123456, "x");
        var chain = Enumerable.Range(0, length).Aggregate(x, (y, _) => (y * x).Tanh());
        foreach (var figure in new[] { Plot.ComputationGraph(chain, "g", "G", Caption), Plot.BackwardStepper(chain, "s", "S", Caption) })
        {
            var svg = XDocument.Parse(Picture(figure)).Root!;
            var width = double.Parse(((string)svg.Attribute("viewBox")!).Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture);
            var smallest = svg.DescendantsAndSelf().Attributes("font-size").Min(size => (double)size);
            Assert.True(smallest * 960 / width >= 14 - 1e-9, $"{smallest} of {width}");
            Assert.Equal(Of(figure).GetProperty("edges").GetArrayLength(), Elements(figure, "path").Select(path => (string?)path.Attribute("data-edge")).OfType<string>().Distinct().Count());
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(99)]
    public void A_graph_that_would_be_higher_than_a_PNG_can_be_has_longer_rows_instead(int length)
    {
        Value x = new(0.123456, "x");
        var chain = Enumerable.Range(0, length).Aggregate(x, (y, _) => (y * x).Tanh());
        var svg = XDocument.Parse(Picture(Plot.BackwardStepper(chain, "s", "S", Caption))).Root!;
        var size = ((string)svg.Attribute("viewBox")!).Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.InRange(size[3] / size[2] * 960 * 2, 0, 8192);
    }

    [Fact]
    public void Where_a_graph_is_cut_flags_of_one_name_say_where_an_edge_goes_on()
    {
        Value x = new(0.5, "x");
        var h = Enumerable.Range(0, 4).Aggregate(x, (y, _) => (y * 1.5).Tanh());
        var y = Enumerable.Range(0, 8).Aggregate(h, (y, _) => (y * 1.5).Tanh());
        var drawn = Drawn(Plot.ComputationGraph(y + h, "g", "G", Caption, [("h", h)]));

        Assert.Equal(
            drawn.Where(text => text.EndsWith('↴')).Select(text => text[..^2]).Distinct().Order(),
            drawn.Where(text => text.StartsWith('↳')).Select(text => text[2..]).Distinct().Order());
        Assert.Contains("h ↴", drawn);
        Assert.Contains("↳ ①", drawn);
    }

    [Fact]
    public void Graphs_that_no_screen_can_show_are_refused_with_a_way_out()
    {
        Tensor x = Tensor.Ones([1, 2]), deep = Tensor.Ones([1]);
        deep.RequiresGrad = true;
        var chain = Enumerable.Range(0, 250).Aggregate(deep, (y, _) => y + 1);
        Assert.Contains("251 nodes, and a picture holds 200 at most", Error(() => Plot.ComputationGraph(chain, "g", "G", Caption)), StringComparison.Ordinal);
        Assert.Contains("(collapse: model)", Error(() => Plot.BackwardStepper(chain, "g", "G", Caption)), StringComparison.Ordinal);
        Assert.Contains("nothing was recorded", Error(() => Plot.ComputationGraph(x, "g", "G", Caption)), StringComparison.Ordinal);
        var sum = Enumerable.Range(0, 150).Aggregate(new Value(0), (y, _) => y + 1);
        Assert.Contains("301 nodes", Error(() => Plot.ComputationGraph(sum, "g", "G", Caption)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_collapsed_model_has_one_node_for_each_of_its_parts()
    {
        Generator generator = new(1);
        Sequential model = new(
            new Linear(4, 4, generator), new Backprop.Layers.Tanh(), new TransformerBlock(4, 2, generator), new Linear(4, 1, generator));
        Tensor x = Tensor.Ones([1, 3, 4]);
        var loss = model.Forward(x).Pow(2).Mean();
        var nodes = Nodes(Plot.ComputationGraph(loss, "g", "G", Caption, [("loss", loss)], collapse: model));

        Assert.Equal(
            [("0", "Linear", "shape (1, 3, 4)"), ("1", "Tanh", "shape (1, 3, 4)"), ("2", "TransformerBlock", "shape (1, 3, 4)"), ("3", "Linear", "shape (1, 3, 1)")],
            nodes.Take(4).Select(node => (node.Name, node.Operation, node.Data)));
        Assert.Equal("loss", nodes[^1].Name);
        Assert.InRange(nodes.Count, 6, 10);
    }

    [Fact]
    public void Every_edge_leads_to_the_right_and_nothing_lies_on_anything_else()
    {
        Mlp network = new([2, 6, 6, 1], new Generator(5));
        var graph = new ValueGraph("g", network.Forward([0.5, -1])[0], []).Read();
        LayeredLayout layout = new(graph, _ => 100, 30);

        Assert.InRange(graph.Nodes.Count, 150, 200);
        Assert.All(graph.Edges, edge => Assert.True(layout.LayerOf(edge.From) < layout.LayerOf(edge.To)));
        Assert.All(layout.Routes, route => Assert.All(
            route.Zip(route.Skip(1)), pair => Assert.Equal(layout.LayerOf(pair.First) + 1, layout.LayerOf(pair.Second))));
        foreach (var column in Enumerable.Range(0, graph.Nodes.Count).GroupBy(layout.LayerOf))
        {
            double[] heights = [.. column.Select(node => layout.Heights[node]).Order()];
            Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 100 - 1e-9));
        }
    }

    [Fact]
    public void A_tree_is_laid_out_without_a_crossing()
    {
        Value[] leaves = [.. Enumerable.Range(0, 8).Select(i => new Value(i))];
        List<Value> row = [.. leaves.OrderBy(leaf => (leaf.Data * 5) % 8)]; // not in the order of their making
        while (row.Count > 1)
        {
            row = [.. row.Chunk(2).Select(pair => pair[0] + pair[1])];
        }

        var graph = new ValueGraph("g", row[0], []).Read();
        LayeredLayout layout = new(graph, _ => 100, 30);
        foreach (var first in graph.Edges)
        {
            Assert.All(
                graph.Edges.Where(second => layout.LayerOf(second.From) == layout.LayerOf(first.From)),
                second => Assert.True((layout.Heights[first.From] - layout.Heights[second.From]) * (layout.Heights[first.To] - layout.Heights[second.To]) >= 0));
        }
    }

    [Fact]
    public void Nothing_of_a_name_can_break_out_of_the_picture()
    {
        var figure = Plot.BackwardStepper(new Value(1, "</svg><script>\"&") + 1, "g", "</svg>", Caption);
        var html = figure.ToHtml();
        var picture = Picture(figure);
        Assert.Equal(2, picture.Split("</svg>").Length);
        Assert.DoesNotContain("<script", picture, StringComparison.Ordinal);
        Assert.NotNull(XDocument.Parse(picture).Root);
        Assert.Equal(3, html.Split("</script>").Length);
    }

    private static List<(string Name, string Operation, string Data, string Gradient)> Nodes(Figure figure) =>
    [
        .. Of(figure).GetProperty("nodes").EnumerateArray().Select(node =>
            (Text(node, "name")!, Text(node, "operation")!, Text(node, "data")!, Text(node, "gradient")!)),
    ];

    private static string Picture(Figure figure) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Match(figure.ToHtml(), "base64,([^\"]*)\"").Groups[1].Value));

    private static List<XElement> Elements(Figure figure, string name) =>
        [.. XDocument.Parse(Picture(figure)).Descendants().Where(element => element.Name.LocalName == name)];

    /// <summary>The words of the picture.</summary>
    private static List<string> Drawn(Figure figure) => [.. Elements(figure, "text").Select(text => text.Value)];

    private static List<string> Texts(Figure figure) =>
        [.. Of(figure).GetProperty("steps").EnumerateArray().Select(step => Text(step, "text")!)];

    /// <summary>What stands in each node after the last step, if the script only ever writes what a step says.</summary>
    private static List<string> LastSums(Figure figure)
    {
        SortedDictionary<int, string> sums = [];
        foreach (var sum in Of(figure).GetProperty("steps").EnumerateArray().SelectMany(step => step.GetProperty("sums").EnumerateArray()))
        {
            sums[sum.GetProperty("node").GetInt32()] = Text(sum, "gradient")!;
        }

        return [.. sums.Values];
    }
}
