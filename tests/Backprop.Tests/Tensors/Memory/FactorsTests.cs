using Backprop.Layers;
using Backprop.Memory;
using Backprop.Optimizers;

namespace Backprop.Tests.Tensors.Memory;

/// <summary>A gradient that is kept as its factors is, for whoever looks, the gradient.</summary>
[Collection("memory")]
public class FactorsTests
{
    private const int Batch = 4;

    private readonly Generator generator = new(1);
    private readonly Linear layer;
    private readonly Tensor x;
    private readonly Tensor y;

    public FactorsTests()
    {
        layer = new Linear(150, 130, generator);
        (x, y) = (Tensor.Normal([Batch, 150], 0, 1, generator), Tensor.Normal([Batch, 130], 0, 1, generator));
    }

    [Fact]
    public void It_is_what_a_recorded_pass_computes()
    {
        var expected = Loss.MeanSquaredError(layer.Forward(x), y).Gradients(record: true)[layer.Weight].ToArray();
        Backward();
        Assert.False(Assert.IsType<Factors>(layer.Weight.UnshownGrad!.Storage).IsWritten);
        Assert.Equal(expected, layer.Weight.Grad!.ToArray());
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("sgd with decay")]
    [InlineData("momentum")]
    [InlineData("nesterov")]
    [InlineData("adam")]
    public void An_optimizer_moves_the_weight_by_the_same_bytes_whether_somebody_looks_or_not(string name)
    {
        double[] Train(bool looks)
        {
            Linear trained = new(150, 130, new Generator(2));
            Optimizer optimizer = name switch
            {
                "sgd" => new Sgd(trained.Parameters, 0.1),
                "sgd with decay" => new Sgd(trained.Parameters, 0.1, weightDecay: 0.1),
                "momentum" => new Momentum(trained.Parameters, 0.1),
                "nesterov" => new Momentum(trained.Parameters, 0.1, nesterov: true),
                _ => new Adam(trained.Parameters, 0.1),
            };
            for (var step = 0; step < 3; step++)
            {
                optimizer.ZeroGrad();
                Loss.MeanSquaredError(trained.Forward(x), y).Backward();
                if (looks)
                {
                    Assert.Equal(150 * 130, trained.Weight.Grad!.Data.Length);
                }

                optimizer.Step();
            }

            return trained.Weight.ToArray();
        }

        Assert.Equal(Train(looks: true), Train(looks: false));
    }

    [Fact]
    public void It_keeps_its_elements_when_what_it_was_made_of_is_written_to()
    {
        Backward();
        var expected = layer.Weight.Grad!.ToArray();
        layer.ZeroGrad();
        Backward();
        x.Write(data => data.Clear());
        Assert.Equal(expected, layer.Weight.Grad!.ToArray());
    }

    [Fact]
    public void It_keeps_its_elements_when_more_passes_follow()
    {
        Backward();
        var (seen, expected) = (layer.Weight.Grad!, layer.Weight.Grad!.ToArray());
        layer.ZeroGrad();
        List<Tensor> hooked = [];
        using var hook = layer.Weight.RegisterHook(gradient =>
        {
            hooked.Add(gradient);
            return null;
        });
        List<double[]> all = [];
        for (var i = 0; i < 3; i++)
        {
            (Loss.MeanSquaredError(layer.Forward(x), y) * i).Backward();
            all.Add(layer.Weight.UnshownGrad!.ToArray());
            layer.ZeroGrad();
        }

        Assert.Equal(expected, seen.ToArray());
        Assert.Equal(all, hooked.Select(gradient => gradient.ToArray()));
    }

    [Fact]
    public void A_second_pass_adds_up()
    {
        Backward();
        var once = layer.Weight.Grad!.ToArray();
        layer.ZeroGrad();
        Backward();
        Backward();
        Assert.Equal(once.Select(number => 2 * number), layer.Weight.Grad!.ToArray());
    }

    [Fact]
    public void A_step_of_gradient_descent_never_writes_it_down()
    {
        Sgd optimizer = new(layer.Parameters, 0.1);
        void Step()
        {
            optimizer.ZeroGrad();
            Backward();
            optimizer.Step();
            Assert.False(Assert.IsType<Factors>(layer.Weight.UnshownGrad!.Storage).IsWritten);
        }

        Step();
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (layer.Weight.Size * sizeof(double)) - 1);
    }

    [Fact]
    public void Adam_writes_it_where_the_last_one_was()
    {
        Adam optimizer = new(layer.Parameters);
        void Step()
        {
            optimizer.ZeroGrad();
            Backward();
            optimizer.Step();
        }

        Step();
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Step();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (layer.Weight.Size * sizeof(double)) - 1);
    }

    private void Backward() => Loss.MeanSquaredError(layer.Forward(x), y).Backward();
}
