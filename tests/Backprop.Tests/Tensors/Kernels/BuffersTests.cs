using Backprop.Kernels;
using Backprop.Layers;
using Backprop.Optimizers;

namespace Backprop.Tests.Tensors.Kernels;

/// <summary>Whatever a user can reach keeps its numbers, however many backward passes follow.</summary>
public class BuffersTests
{
    private readonly Generator generator = new(1);
    private readonly Sequential network;
    private readonly Tensor x;
    private readonly Tensor y;

    public BuffersTests()
    {
        network = new Sequential(new Linear(40, 50, generator), new Sigmoid(), new Linear(50, 40, generator), new Tanh(), new Linear(40, 1, generator));
        (x, y) = (Tensor.Normal([64, 40], 0, 1, generator), Tensor.Normal([64, 1], 0, 1, generator));
    }

    [Fact]
    public void Gradients_that_were_read_are_not_used_again()
    {
        var loss = Compute();
        loss.Backward();
        Tensor[] read = [.. network.Parameters.Select(parameter => parameter.Grad!)];
        AssertKept(read);
    }

    [Fact]
    public void Gradients_that_were_handed_out_are_not_used_again()
    {
        var loss = Compute();
        AssertKept([.. loss.Gradients().Values, .. Tensor.Gradients([loss], [.. network.Parameters])]);
    }

    [Fact]
    public void What_a_hook_saw_is_not_used_again()
    {
        List<Tensor> seen = [];
        var hidden = network.Modules[1].Forward(network.Modules[0].Forward(x));
        hidden.RegisterHook(gradient =>
        {
            seen.AddRange([gradient, gradient * 2]);
            return null;
        });
        hidden.Pow(2).Sum().Backward();
        AssertKept([.. seen]);
    }

    [Fact]
    public void What_an_operation_of_ones_own_saw_is_not_used_again()
    {
        List<Tensor> seen = [];
        var input = Tensor.Normal([64, 40], 0, 1, generator);
        input.RequiresGrad = true;
        var middle = input * 2;
        var own = Tensor.Record("own", middle.Detach(), new Edge(middle, (g, _) =>
        {
            seen.AddRange([g, g + 1]);
            return seen[1];
        }));
        (own * 3).Sum().Backward();
        AssertKept([.. seen]);
    }

    [Fact]
    public void What_was_recorded_is_not_used_again()
    {
        var loss = Compute();
        loss.Backward();
        HashSet<Tensor> all = [];
        void Add(Tensor tensor)
        {
            if (all.Add(tensor))
            {
                foreach (var edge in tensor.Edges)
                {
                    Add(edge.Input);
                }
            }
        }

        Add(loss);
        AssertKept([.. all.Where(tensor => tensor is not Parameter)]);
    }

    [Fact]
    public void A_step_repeated_has_the_same_gradients_to_the_last_bit()
    {
        double[][] Gradients()
        {
            network.ZeroGrad();
            Compute().Backward();
            return [.. network.Parameters.Select(parameter => parameter.UnshownGrad!.ToArray())];
        }

        var first = Gradients();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(first, Gradients());
        }
    }

    [Fact]
    public void A_gradient_that_nobody_read_is_used_again()
    {
        Linear layer = new(64, 64, generator);
        var batch = Tensor.Ones([4, 64]);
        void Step()
        {
            layer.ZeroGrad();
            layer.Forward(batch).Sum().Backward();
        }

        Step();
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 64 * sizeof(double) - 1);
    }

    [Fact]
    public void A_backward_pass_that_fails_lends_nothing_for_good()
    {
        var input = Tensor.Ones([64, 40]);
        input.RequiresGrad = true;
        var failing = Tensor.Record("failing", (input * 2).Detach(), new Edge(input * 2, (_, _) => throw new InvalidOperationException()));
        Assert.Throws<InvalidOperationException>(() => (failing * 3).Sum().Backward());

        var array = Buffers.New(64 * 40);
        Assert.False(Buffers.OfThread.IsLent(array));
        A_step_repeated_has_the_same_gradients_to_the_last_bit();
    }

    private Tensor Compute() => Loss.MeanSquaredError(network.Forward(x), y);

    /// <summary>Trains on, so that all that is free is overwritten.</summary>
    private void AssertKept(Tensor[] tensors)
    {
        Assert.NotEmpty(tensors);
        double[][] before = [.. tensors.Select(tensor => tensor.ToArray())];
        Sgd optimizer = new(network.Parameters, 0.1);
        for (var i = 0; i < 5; i++)
        {
            optimizer.ZeroGrad();
            Compute().Backward();
            optimizer.Step();
        }

        Assert.Equal(before, tensors.Select(tensor => tensor.ToArray()));
    }
}
