namespace Backprop.Tests.Autograd;

public class BackwardPassTests
{
    [Fact]
    public void A_node_hands_on_when_all_of_its_paths_have_arrived()
    {
        var a = Leaf(3);
        var b = a + a;
        var c = b + b;
        c.Backward();

        Assert.Equal(4, a.Grad!.Item());
        Assert.Equal(2, c.Gradient(of: b).Item());
    }

    [Fact]
    public void An_early_input_that_is_used_late_waits()
    {
        // x is used by the first and by the last operation: y = x·(x² + x)² has y′ = 5x⁴ + 8x³ + 3x².
        var x = Leaf(2);
        var y = x * ((x * x) + x).Pow(2);

        Assert.Equal((5 * 16) + (8 * 8) + (3 * 4), y.Gradient(of: x).Item());
    }

    [Fact]
    public void Backward_adds_to_the_leaves_and_ZeroGrad_forgets()
    {
        var x = Leaf(3);
        x.Pow(2).Backward();
        x.Pow(2).Backward();
        Assert.Equal(12, x.Grad!.Item());

        x.ZeroGrad();
        Assert.Null(x.Grad);
        x.Pow(2).Backward();
        Assert.Equal(6, x.Grad!.Item());
    }

    [Fact]
    public void Backward_on_the_same_graph_twice_gives_the_same_again()
    {
        var x = Leaf(3);
        var y = x.Pow(2);
        y.Backward();
        y.Backward();

        Assert.Equal(12, x.Grad!.Item());
    }

    [Fact]
    public void Gradients_answers_and_writes_nothing()
    {
        var (x, c) = (Leaf(3), Tensor.Full([], 2));
        var gradients = (x * c).Gradients();

        Assert.Equal(2, Assert.Single(gradients).Value.Item());
        Assert.Null(x.Grad);
    }

    [Fact]
    public void Leaves_and_seed_share_no_memory()
    {
        var (a, b, seed) = (Leaf(1), Leaf(2), Tensor.Ones([]));
        (a + b).Backward(seed);
        a.Grad!.Write(data => data[0] = 100);

        Assert.Equal((1, 1), (b.Grad!.Item(), seed.Item()));
    }

    [Fact]
    public void A_seed_is_the_upstream_gradient()
    {
        Tensor x = new([2], [1, 2]);
        x.RequiresGrad = true;
        x.Pow(2).Backward(new Tensor([2], [10, -1]));

        Assert.Equal([20, -4], x.Grad!.ToArray());
    }

    [Fact]
    public void Inside_NoGrad_nothing_is_recorded_and_after_it_again()
    {
        var x = Leaf(3);
        Tensor inside;
        using (Tensor.NoGrad())
        using (Tensor.NoGrad())
        {
            inside = x * x;
        }

        Assert.True(inside.IsLeaf);
        Assert.False(inside.RequiresGrad);
        Assert.False((x * x).IsLeaf);
    }

    [Fact]
    public async Task NoGrad_holds_for_its_own_flow_of_control_alone()
    {
        var x = Leaf(3);
        using SemaphoreSlim entered = new(0), leave = new(0);
        var other = Task.Run(
            async () =>
            {
                using (Tensor.NoGrad())
                {
                    entered.Release();
                    await leave.WaitAsync();
                    return (x * x).IsLeaf;
                }
            },
            TestContext.Current.CancellationToken);
        await entered.WaitAsync(TestContext.Current.CancellationToken);
        var here = (x * x).IsLeaf;
        leave.Release();

        Assert.False(here);
        Assert.True(await other);
    }

    [Fact]
    public void A_detached_tensor_is_a_constant()
    {
        var x = Leaf(3);
        Assert.Equal(3, (x * x.Detach()).Gradient(of: x).Item());
    }

    [Fact]
    public void A_backward_pass_records_nothing_unless_it_is_told_to()
    {
        var x = Leaf(2);
        var y = x.Pow(3);

        Assert.False(y.Gradient(of: x).RequiresGrad);
        var first = y.Gradient(of: x, record: true);
        var second = first.Gradient(of: x, record: true);
        Assert.Equal((12, 12, 6), (first.Item(), second.Item(), second.Gradient(of: x).Item()));
    }

    [Fact]
    public void A_chain_of_a_million_operations_passes()
    {
        var x = Leaf(1);
        var y = x;
        for (var i = 0; i < 500_000; i++)
        {
            y = (y * 1.000001) + 1e-9;
        }

        // 500,000 roundings of relative size 2⁻⁵³ each: 6e-11.
        Assert.Equal(Math.Pow(1.000001, 500_000), y.Gradient(of: x).Item(), 1e-9);
    }

    [Fact]
    public void A_node_that_is_reused_a_thousand_times_over_is_visited_once_each()
    {
        var x = Leaf(1);
        var y = x;
        for (var i = 0; i < 1000; i++)
        {
            y = (y + y) * 0.5; // 2¹⁰⁰⁰ paths
        }

        Assert.Equal(1, y.Gradient(of: x).Item());
    }

    [Fact]
    public void What_cannot_be_differentiated_is_refused_with_what_to_do()
    {
        var x = Tensor.Ones([3, 2]);
        Assert.Equal(
            "backward: nothing was recorded for this tensor; set RequiresGrad on an input before computing, and compute outside NoGrad",
            Assert.Throws<GradientException>(() => x.Sum().Backward()).Message);

        x.RequiresGrad = true;
        Assert.Equal(
            "backward: the tensor has shape (3, 2), not a single number; "
            + "pass the upstream gradient as seed, or reduce it with Sum() or Mean() first",
            Assert.Throws<GradientException>(() => x.Exp().Backward()).Message);
        Assert.Equal(
            "backward: the seed has shape (2, 3), but the tensor has shape (3, 2)",
            Assert.Throws<ShapeMismatchException>(() => x.Exp().Backward(Tensor.Ones([2, 3]))).Message);
        Assert.Contains(
            "no recorded path leads back",
            Assert.Throws<GradientException>(() => x.Sum().Gradient(of: Tensor.Ones([2]))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => x.Sum().Gradient(of: null!));
        Assert.Null(x.Grad);
    }

    [Fact]
    public void A_result_cannot_be_taken_out_of_the_graph()
    {
        var y = Leaf(3).Exp();
        Assert.Contains("made by exp", Assert.Throws<GradientException>(() => y.RequiresGrad = false).Message, StringComparison.Ordinal);
    }

    private static Tensor Leaf(double value)
    {
        var leaf = Tensor.Full([], value);
        leaf.RequiresGrad = true;
        return leaf;
    }
}
