using Backprop.Layers;
using Backprop.Optimizers;
using CsCheck;

namespace Backprop.Tests.Tensors.Memory;

/// <summary>What user code gives to the engine or gets from it is the user's, whether arrays are used again or not.</summary>
[Collection("memory")] // one of them turns the reuse off, which the others count on
public sealed class ReuseTests
{
    private const int Steps = 4;

    [Fact]
    public void A_view_that_a_hook_returns_is_the_gradient_from_there_on()
    {
        foreach (var hook in new Func<Tensor, Tensor>[] { g => Tensor.From(1).Expand(g.Shape), g => (g.Mean() / 5).Expand(g.Shape) })
        {
            Tensor a = Tensor.Full([1024], 3), b = Tensor.Full([1024], 5);
            a.RequiresGrad = b.RequiresGrad = true;
            var y = (a * a) + (b * b);
            y.RegisterHook(hook);
            (y * 5).Sum().Backward();

            Assert.All(a.Grad!.ToArray(), element => Assert.Equal(6, element, 1e-12)); // 2·3·1; a mean of 1,024 fives is exact to 1e-13
            Assert.All(b.Grad!.ToArray(), element => Assert.Equal(10, element, 1e-12));
        }
    }

    [Fact]
    public void A_view_that_an_operation_of_ones_own_kept_has_its_elements_after_the_next_pass()
    {
        var x = Tensor.Ones([1024]);
        x.RequiresGrad = true;
        var u = x * 2;
        List<Tensor> kept = [];
        var own = Tensor.Record("own", u.Sum(), new Edge(u, (g, _) =>
        {
            kept.Add(g.Expand(u.Shape));
            return kept[^1];
        }));
        own.Backward();
        var step = Training(new Generator(3), 1024);
        for (var i = 0; i < Steps; i++)
        {
            step();
        }

        Assert.All(kept[0].ToArray(), element => Assert.Equal(1, element));
    }

    [Fact]
    public void A_gradient_that_was_handed_out_and_is_used_as_a_seed_is_not_the_leafs_own()
    {
        Generator generator = new(1);
        Linear layer = new(256, 256, generator);
        var given = Loss(layer.Forward(Tensor.Normal([8, 256], 0, 1, generator))).Gradients()[layer.Weight];
        Tensor v = Tensor.Ones([256, 256]);
        v.RequiresGrad = true;

        (v + 1).Backward(given);
        var expected = given.ToArray();
        Assert.NotSame(given, v.Grad);
        v.ZeroGrad();
        (v + 1).Backward(given);
        v.UnshownGrad!.Write(data => data.Clear());
        v.ZeroGrad();
        (v * 3).Sum().Backward();

        Assert.Equal(expected, given.ToArray());
    }

    [Fact]
    public void A_gradient_that_a_hand_written_layer_gave_and_is_used_as_a_seed_is_not_the_leafs_own()
    {
        Generator generator = new(1);
        Backprop.ManualGrad.Linear layer = new(64, 64, generator);
        layer.Forward(Tensor.Normal([64, 64], 0, 1, generator));
        var given = layer.Backward(Tensor.Normal([64, 64], 0, 1, generator));
        var expected = given.ToArray();
        Tensor v = Tensor.Ones([64, 64]);
        v.RequiresGrad = true;

        (v + 1).Backward(given);
        v.UnshownGrad!.Write(data => data.Clear());
        v.ZeroGrad();
        layer.Backward(Tensor.Ones([64, 64]));

        Assert.Equal(expected, given.ToArray());
    }

    [Fact]
    public void Leaves_that_get_the_same_gradient_have_each_its_own()
    {
        Tensor a = Tensor.Ones([2048]), b = Tensor.Ones([2048]);
        a.RequiresGrad = b.RequiresGrad = true;
        ((a + b) * 2).Sum().Backward();
        a.Grad!.Write(data => data.Clear());
        Assert.All(b.Grad!.ToArray(), element => Assert.Equal(2, element));

        var gradients = ((a + b) * 2).Sum().Gradients();
        gradients[a].Write(data => data.Clear());
        Assert.All(gradients[b].ToArray(), element => Assert.Equal(2, element));
    }

    [Fact]
    public void After_many_sizes_a_new_size_is_still_used_again()
    {
        for (var size = 0; size < 100; size++)
        {
            Training(new Generator(1), (1 << 20) + size)(); // far more numbers than may lie idle
        }

        var step = Training(new Generator(1), 1 << 19);
        step();
        step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        step();
        var again = GC.GetAllocatedBytesForCurrentThread() - before;

        Tensor.ReusesMemory = false;
        try
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            step();
            Assert.InRange(again, 0, (GC.GetAllocatedBytesForCurrentThread() - before) - (sizeof(double) << 19));
        }
        finally
        {
            Tensor.ReusesMemory = true;
        }
    }

    /// <summary>
    /// Programs at random, in shapes that are large enough to be used again and to stay deferred, with everything that lets user
    /// code reach an array: hooks, operations of its own, views, gradients that are read, kept, written to, handed out and used as
    /// seeds, steps of optimizers, gradients of gradients. With reuse and without, all that was seen has the same bytes, and keeps
    /// them to the end.
    /// </summary>
    [Fact]
    public void With_reuse_and_without_it_any_program_has_the_same_bytes() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 14]).Sample(
        (seed, length) =>
        {
            var (reused, plain) = (Run(seed, length, reuse: true), Run(seed, length, reuse: false));
            Assert.Equal(plain.Count, reused.Count);
            for (var i = 0; i < plain.Count; i++)
            {
                Assert.Equal(plain[i], reused[i]);
            }
        },
        iter: 2_000,
        threads: 1);

    [Fact]
    public void Several_threads_have_the_same_bytes_as_one()
    {
        double[][] alone = [.. Enumerable.Range(0, 8).Select(seed => Run(seed, 10, reuse: true).SelectMany(array => array).ToArray())];
        var together = new double[8][];
        Parallel.For(0, 8, seed => together[seed] = [.. Run(seed, 10, reuse: true).SelectMany(array => array)]);

        Assert.Equal(alone, together);
    }

    private static List<double[]> Run(int seed, int length, bool reuse)
    {
        Tensor.ReusesMemory = reuse;
        try
        {
            RandomProgram program = new(seed, length);
            for (var step = 0; step < Steps; step++)
            {
                program.Step();
            }

            return program.Seen();
        }
        finally
        {
            Tensor.ReusesMemory = true;
        }
    }

    private static Tensor Loss(Tensor prediction) => prediction.Square().Mean();

    private static Action Training(Generator generator, int size)
    {
        Parameter weight = new(Tensor.Uniform([size], -1, 1, generator));
        Sgd optimizer = new([weight], 0.1);
        return () =>
        {
            optimizer.ZeroGrad();
            Loss((weight * 2) + weight.Sigmoid()).Backward();
            optimizer.Step();
        };
    }
}
