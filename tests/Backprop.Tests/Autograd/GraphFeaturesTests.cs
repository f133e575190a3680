namespace Backprop.Tests.Autograd;

public class GraphFeaturesTests
{
    [Fact]
    public void Several_outputs_are_differentiated_with_respect_to_several_tensors_at_once()
    {
        var (x, y) = (Leaf(2), Leaf(3));
        var product = x * y;
        var sum = product + x;

        var gradients = Tensor.Gradients([sum, product], [x, product, y], [Tensor.Ones([]), Tensor.Full([], 10)]);

        Assert.Equal([(11 * 3) + 1, 11, 11 * 2], gradients.Select(gradient => gradient.Item()));
        Assert.Null(x.Grad);
        Assert.Throws<InvalidArgumentException>(() => Tensor.Gradients([], [x]));
        Assert.Throws<InvalidArgumentException>(() => Tensor.Gradients([sum], [x], []));
        Assert.Contains("(number 1)", Assert.Throws<GradientException>(() => Tensor.Gradients([sum], [x, Leaf(1)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_keeps_its_gradient_if_it_is_told_to()
    {
        var x = Leaf(2);
        var (kept, other) = (x * 3, x * 5);
        kept.RetainGrad();
        (kept * other).Backward();

        Assert.Equal((10, 60), (kept.Grad!.Item(), x.Grad!.Item()));
        Assert.Null(other.Grad);
    }

    [Fact]
    public void A_hook_sees_the_complete_gradient_once_and_may_replace_it()
    {
        var x = Leaf(2);
        var y = x * 3;
        List<double> seen = [];
        using (y.RegisterHook(gradient =>
        {
            seen.Add(gradient.Item());
            return gradient * 100;
        }))
        {
            Assert.Equal(2 * 6 * 100 * 3, (y * y).Gradient(of: x).Item());
        }

        Assert.Equal(2 * 6 * 3, (y * y).Gradient(of: x).Item());
        Assert.Equal([12], seen);
        using var wrong = x.RegisterHook(_ => Tensor.Ones([2]));
        Assert.Equal(
            "hook: the gradient that it gave has shape (2), but the tensor has ()",
            Assert.Throws<ShapeMismatchException>(() => y.Backward()).Message);
    }

    [Fact]
    public void An_operation_of_ones_own_is_differentiated_like_any_other()
    {
        static Tensor Cube(Tensor x) => Tensor.Record("cube", x.Detach().Pow(3), new Edge(x, (g, _) => g * 3 * x * x));

        GradientCheck.Verify(x => Cube(x) * x, Tensor.From([1, -2, 3]), new Generator(1), absolute: 1e-6);
        GradientCheck.VerifySecondOrder(x => Cube(x[0]), [Tensor.From([1, -2, 3])], new Generator(1), absolute: 1e-6);
        Assert.Equal("cube", Cube(Leaf(2)).Operation);
        Assert.Equal(
            "backward of bad: the pullback gave a gradient of shape (2) for an input of shape ()",
            Assert.Throws<ShapeMismatchException>(
                () => Tensor.Record("bad", 1, new Edge(Leaf(1), (_, _) => Tensor.Ones([2]))).Backward()).Message);
        Assert.Throws<ArgumentNullException>(() => Tensor.Record("bad", 1, default(Edge)));
        Assert.Throws<InvalidArgumentException>(() => Tensor.Record("", 1, new Edge(Leaf(1), (g, _) => g)));
    }

    [Fact]
    public void Data_that_a_pullback_needs_may_not_change_after_it_was_recorded()
    {
        var (x, y) = (Leaf(2), Leaf(3));
        var product = x * y;
        x.Write(data => data[0] = 100);

        Assert.Equal(
            "backward of multiply: a tensor of shape () that it needs was changed by Write after it was recorded; compute the result "
            + "again, or write to a Detach()ed copy",
            Assert.Throws<GradientException>(() => product.Backward()).Message);
        Assert.Null(x.Grad);
        Assert.Null(y.Grad);

        var output = y.Exp();
        output.Write(data => data[0] = 100);
        Assert.Throws<GradientException>(() => output.Backward());
    }

    [Fact]
    public void Data_that_no_pullback_needs_may_change()
    {
        var x = Leaf(2);
        var y = x + 1;
        x.Write(data => data[0] = 100);
        y.Backward();

        Assert.Equal(1, x.Grad!.Item());
    }

    [Fact]
    public void The_operation_that_first_makes_an_infinity_is_named_with_its_place()
    {
        var x = Tensor.From([1, 0, 2]);
        x.RequiresGrad = true;
        using var scope = Tensor.DetectAnomalies();
        var error = Assert.Throws<AnomalyException>(() => (1 / x).Sigmoid());

        Assert.Matches(
            @"^divide: made Infinity at \[1\] out of finite numbers, called at GraphFeaturesTests\.cs, line \d+ \(.*The_operation_that_first.*\)$",
            error.Message);
    }

    [Fact]
    public void In_the_backward_pass_too_and_what_was_infinite_before_is_nobodys_fault()
    {
        var x = Leaf(0);
        using (Tensor.DetectAnomalies())
        {
            var root = x.Sqrt();
            Assert.Matches(
                @"^backward of sqrt: made Infinity at \[\] out of a finite gradient; the operation was called at GraphFeaturesTests\.cs, line \d+",
                Assert.Throws<AnomalyException>(() => root.Backward()).Message);
            Assert.True(double.IsInfinity((Leaf(double.PositiveInfinity) + 1).Item()));
        }

        x.Sqrt().Backward();
        Assert.True(double.IsInfinity(x.Grad!.Item()));
    }

    [Fact]
    public void Graphs_of_several_threads_add_up_in_a_leaf_that_they_share()
    {
        var x = Leaf(1);
        Parallel.For(0, 1000, _ => (x * 3).Backward());

        Assert.Equal(3000, x.Grad!.Item());
    }

    [Fact]
    public void A_graph_of_a_million_reused_nodes_passes()
    {
        var x = Leaf(1);
        var y = x;
        for (var i = 0; i < 500_000; i++)
        {
            y = (y + x) * 0.5; // x is an input of every second node
        }

        Assert.Equal(1, y.Gradient(of: x).Item(), 1e-9);
    }

    private static Tensor Leaf(double value)
    {
        var leaf = Tensor.Full([], value);
        leaf.RequiresGrad = true;
        return leaf;
    }
}
