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
    public void A_graph_of_tensors_shows_shapes()
    {
        Tensor x = Tensor.Ones([4, 3]), w = Tensor.Ones([3, 2]);
        w.RequiresGrad = true;
        var y = x.MatMul(w).Sum();
        y.Backward();

        var nodes = Nodes(Plot.ComputationGraph(y, "g", "G", Caption, [("w", w), ("y", y)]));
        Assert.Equal(("w", "", "(3, 2)", "up to 4"), nodes[0]);
        Assert.Equal(("v2", "matmul", "(4, 2)", ""), nodes[1]);
        Assert.Equal(("y", "24"), (nodes[^1].Name, nodes[^1].Data));
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

        var nodes = Nodes(figure).ToDictionary(node => node.Name, node => node.Gradient);
        Assert.Equal(GraphText.OfGradient(gradients[0]), nodes["w"]);
        Assert.Equal(GraphText.OfGradient(gradients[1]), nodes["c"]);
        Assert.Equal(Nodes(figure).Select(node => node.Gradient), LastSums(figure));
        Assert.Contains(Texts(figure), text => text.Contains("To c: sum over axis 0 = ", StringComparison.Ordinal));
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
                "The leaves are given: a = 3.",
                "Forward: b = a + a = 6.",
                "Forward: c = b × b = 36.",
                "Backward starts at the end: a nudge of c is a nudge of c, so ∂c/∂c = 1.",
                "Backward: all paths into c have arrived, ∂c/∂c = 1. To b: 6 × 1 = 6. To b: 6 × 1 = 6, added to what had arrived there: 12.",
                "Backward: all paths into b have arrived, ∂c/∂b = 12. To a: 1 × 12 = 12. To a: 1 × 12 = 12, added to what had arrived there: 24.",
                "Done. ∂c/∂a = 24.",
            ],
            texts);
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
            [("0", "Linear", "(1, 3, 4)"), ("1", "Tanh", "(1, 3, 4)"), ("2", "TransformerBlock", "(1, 3, 4)"), ("3", "Linear", "(1, 3, 1)")],
            nodes.Take(4).Select(node => (node.Name, node.Operation, node.Data)));
        Assert.Equal("loss", nodes[^1].Name);
        Assert.InRange(nodes.Count, 6, 10);
    }

    [Fact]
    public void Every_edge_leads_to_the_right_and_nothing_lies_on_anything_else()
    {
        Mlp network = new([2, 6, 6, 1], new Generator(5));
        var graph = new ValueGraph("g", network.Forward([0.5, -1])[0], []).Read();
        LayeredLayout layout = new(graph, 100, 30);

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
        LayeredLayout layout = new(graph, 100, 30);
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
        var picture = Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Match(html, "base64,([^\"]*)\"").Groups[1].Value));
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
