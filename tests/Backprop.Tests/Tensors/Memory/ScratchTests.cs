using Backprop.Layers;
using Backprop.Memory;
using Backprop.Optimizers;
using CsCheck;

namespace Backprop.Tests.Tensors.Memory;

/// <summary>Whatever a user can reach keeps its numbers, however many backward passes follow.</summary>
[Collection("memory")]
public class ScratchTests
{
    private readonly Generator generator = new(1);
    private readonly Sequential network;
    private readonly Tensor x;
    private readonly Tensor y;

    public ScratchTests()
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
    public void A_stretched_gradient_that_several_pullbacks_read_keeps_its_elements()
    {
        var input = Tensor.Normal([64, 64], 0, 1, generator);
        input.RequiresGrad = true;
        Linear layer = new(64, 64, generator);
        layer.Forward(input).Sum().Backward();

        var ones = Tensor.Ones([64, 64]);
        Assert.Equal(ones.MatMul(layer.Weight.Transpose()).ToArray(), input.Grad!.ToArray());
        Assert.Equal(input.Transpose().MatMul(ones).ToArray(), layer.Weight.Grad!.ToArray());
        Assert.Equal(ones.Sum(0).ToArray(), layer.Bias!.Grad!.ToArray());
    }

    [Fact]
    public void A_stretched_seed_keeps_its_elements()
    {
        var (a, b) = (Tensor.Normal([64, 40], 0, 1, generator), Tensor.Normal([64, 40], 0, 1, generator));
        (a.RequiresGrad, b.RequiresGrad) = (true, true);
        var seed = Tensor.Full([1], 2).Expand([64, 40]);
        Assert.Equal((2 * b).ToArray(), Tensor.Gradients([a * b], [a, b], [seed])[0].ToArray());
        AssertKept([seed]);
        Assert.All(seed.ToArray(), element => Assert.Equal(2, element));
    }

    [Fact]
    public void What_a_hand_written_layer_was_given_keeps_its_elements()
    {
        Backprop.ManualGrad.Tanh layer = new();
        var given = Tensor.Full([1], 2).Expand([64, 40]);
        layer.Forward(given);
        layer.Backward(given);
        (given.MatMul(given.Transpose()) + network.Modules[0].Forward(x).Sum()).Backward(Tensor.Ones([64, 64]));
        Assert.All(given.ToArray(), element => Assert.Equal(2, element));
    }

    [Fact]
    public void What_a_backward_pass_inside_another_was_given_keeps_its_elements()
    {
        List<Tensor> seen = [];
        var input = Tensor.Normal([64, 40], 0, 1, generator);
        input.RequiresGrad = true;
        var own = Tensor.Record("own", (input * input).Detach(), new Edge(input, (g, _) =>
        {
            var again = input.Detach();
            again.RequiresGrad = true;
            using (var recording = Recording.Set(on: true))
            {
                seen.AddRange(Tensor.Gradients([again * again], [again], [g]));
            }

            return g * seen[0];
        }));
        own.Sum().Backward();
        Assert.Equal((2 * input.Detach()).ToArray(), input.Grad!.ToArray());
        AssertKept([.. seen, input.Grad]);
    }

    /// <summary>A recorded pass lends nothing, so it is what one that lends is held against; graphs are made at random.</summary>
    [Fact]
    public void With_arrays_lent_or_not_any_graph_has_the_same_gradients_to_the_last_bit() => Gen.Int[0, 9].Array[1, 25].Sample(
        steps =>
        {
            Tensor[] leaves = [.. Enumerable.Range(0, 3).Select(_ => Tensor.Normal([40, 40], 0, 0.1, generator))];
            Array.ForEach(leaves, leaf => leaf.RequiresGrad = true);
            List<Tensor> made = [.. leaves];
            for (var i = 0; i < steps.Length; i++)
            {
                var (a, b) = (made[^1], made[(i * 7) % made.Count]);
                made.Add(steps[i] switch
                {
                    0 => a + b,
                    1 => a * b,
                    2 => a.MatMul(b.Transpose()),
                    3 => a.Linear(b, a.Sum(1)),
                    4 => a.Sigmoid(),
                    5 => (a - b.Mean(0)) / (1 + b.Square()),
                    6 => a.Softmax(-1),
                    7 => a.Standardise(1e-3) + b.Sum(),
                    8 => Tensor.Concatenate(0, a[..20], b[20..]).Transpose(),
                    _ => b.Reshape(20, 80).Permute(1, 0).Reshape(40, 40) - a,
                });
            }

            var loss = made[^1].Sum();
            double[][] Gradients(bool record) => [.. loss.Gradients(record: record).OrderBy(pair => pair.Key.Order).Select(pair => pair.Value.ToArray())];
            Assert.Equal(Gradients(record: true), Gradients(record: false));
            Assert.Equal(Gradients(record: true), Gradients(record: false));
        },
        iter: 300,
        threads: 1);

    [Fact]
    public void A_backward_pass_that_fails_lends_nothing_for_good()
    {
        var input = Tensor.Ones([64, 40]);
        input.RequiresGrad = true;
        var failing = Tensor.Record("failing", (input * 2).Detach(), new Edge(input * 2, (_, _) => throw new InvalidOperationException()));
        Assert.Throws<InvalidOperationException>(() => (failing * 3).Sum().Backward());

        Assert.False(Scratch.IsOpen);
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
