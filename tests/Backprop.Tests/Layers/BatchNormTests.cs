using Backprop.Layers;

namespace Backprop.Tests.Layers;

public class BatchNormTests
{
    private static readonly Tensor Batch = Tensor.Normal([6, 3], 2, 5, new Generator(1));

    [Fact]
    public void A_batch_in_training_has_the_mean_0_and_the_variance_1_of_each_feature()
    {
        var y = new BatchNorm(3, epsilon: 1e-12).Forward(Batch.Reshape(2, 3, 3)).Reshape(6, 3);

        Assert.True(y.Mean(0).AllClose(Tensor.Zeros([3])));
        Assert.True(y.Variance(0, correction: 0).AllClose(Tensor.Ones([3])));
    }

    [Fact]
    public void In_use_each_sample_is_on_its_own_and_nothing_runs_along()
    {
        BatchNorm layer = new(3, momentum: 1, epsilon: 1e-12);
        layer.Forward(Batch);
        layer.Eval();
        var (mean, y) = (layer.RunningMean.ToArray(), layer.Forward(Batch[..1]));

        Assert.True(y.AllClose((Batch[..1] - Batch.Mean(0)) / Batch.StandardDeviation(0)));
        Assert.Equal(mean, layer.RunningMean.ToArray());
        Assert.Equal(Batch.Mean(0).ToArray(), mean);
    }

    [Fact]
    public void It_has_the_right_gradients_of_both_orders()
    {
        Generator generator = new(1);
        var x = Generated.AwayFromZero([4, 2], generator);
        BatchNorm layer = new(2);

        GradientCheck.Verify(layer.Forward, x, generator);
        GradientCheck.VerifySecondOrder(x => layer.Forward(x[0]), [x], generator, absolute: 1e-5);
        layer.Eval();
        GradientCheck.Verify(layer.Forward, x, generator);
    }

    [Fact]
    public void What_has_run_along_is_saved_and_read_with_the_parameters()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.npz");
        try
        {
            Sequential trained = new(new Linear(3, 3, new Generator(1)), new BatchNorm(3)), other = new(new Linear(3, 3, new Generator(2)), new BatchNorm(3));
            trained.Forward(Batch);
            trained.Eval();
            other.Eval();
            trained.Save(path);
            other.Load(path);

            Assert.Equal(trained.Forward(Batch).ToArray(), other.Forward(Batch).ToArray());
            Assert.Equal(["1.running_mean", "1.running_variance"], trained.NamedBuffers.Select(named => named.Name));
            Assert.Equal(18, trained.ParameterCount);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void What_has_no_variance_or_no_such_features_is_refused_before_anything_runs_along()
    {
        BatchNorm layer = new(3);

        Assert.Equal(
            "batch norm: the variance of a batch takes at least 2 samples, not 1; after Eval() the running one is used",
            Assert.Throws<InvalidArgumentException>(() => layer.Forward(Batch[..1])).Message);
        Assert.Equal("batch norm: (n, 3) is expected, not (3)", Assert.Throws<ShapeMismatchException>(() => layer.Forward(Batch[0])).Message);
        Assert.Equal("batch norm: (n, 3) is expected, not (2, 4)", Assert.Throws<ShapeMismatchException>(() => layer.Forward(Tensor.Zeros([2, 4]))).Message);
        Assert.Throws<OutOfRangeException>(() => new BatchNorm(3, momentum: double.NaN));
        Assert.Equal([0, 0, 0], layer.RunningMean.ToArray());
    }
}
