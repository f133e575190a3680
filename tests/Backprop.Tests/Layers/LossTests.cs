using Backprop.Layers;

namespace Backprop.Tests.Layers;

public class LossTests
{
    private static readonly Tensor Logits = Tensor.Normal([2, 3, 4], 0, 1, new Generator(1));

    private static readonly Tensor Classes = new([2, 3], [0, 3, -1, 2, -1, 1]);

    [Fact]
    public void Samples_that_are_ignored_count_as_if_they_were_not_there()
    {
        var kept = Logits.Reshape(6, 4).IndexSelect(0, Tensor.From([0, 1, 3, 5]));
        var expected = Loss.CrossEntropy(kept, Tensor.From([0, 3, 2, 1]));

        Assert.Equal(expected.Item(), Loss.CrossEntropy(Logits, Classes, ignoredClass: -1).Item(), 1e-14);
    }

    [Fact]
    public void A_sample_without_weight_may_be_impossible()
    {
        var logits = Tensor.From(new double[,] { { double.NegativeInfinity, 1 }, { 2, 1 } });
        logits.RequiresGrad = true;
        var loss = Loss.CrossEntropy(logits, Tensor.From([0, 1]), weights: Tensor.From([0, 3]));

        Assert.Equal(Loss.CrossEntropy(logits[1..], Tensor.From([1])).Item(), loss.Item(), 1e-15);
        Assert.Equal([0, 0], loss.Gradient(logits)[0].ToArray());
    }

    [Fact]
    public void Losses_have_the_right_gradients_of_both_orders()
    {
        Generator generator = new(1);
        Tensor x = Generated.AwayFromZero([3, 4], generator), weights = Tensor.From([0.5, 2, 0, 1.5]);

        GradientCheck.Verify(x => Loss.L1(x, Tensor.Full([3, 4], 0.1)), x, generator);
        GradientCheck.Verify(x => Loss.Huber(x, Tensor.Zeros([3, 4]), 1.1), x, generator);
        GradientCheck.VerifySecondOrder(x => Loss.Huber(x[0], Tensor.Zeros([3, 4]), 1.1, Reduction.None), [x], generator);
        GradientCheck.Verify(x => Loss.CrossEntropy(x, Tensor.From([3, -1, 1]), weights, -1), x, generator);
        GradientCheck.VerifySecondOrder(x => Loss.CrossEntropy(x[0], Tensor.From([3, -1, 1]), weights, -1), [x], generator);
    }

    [Fact]
    public void The_parabola_of_Hubers_loss_curves_at_its_bottom_too()
    {
        var x = Tensor.Zeros([1]);
        x.RequiresGrad = true;
        var slope = Loss.Huber(x, Tensor.Zeros([1])).Gradient(x, record: true);

        Assert.Equal(1, slope.Gradient(x).Item());
    }

    [Fact]
    public void What_does_not_fit_a_loss_is_refused()
    {
        Assert.Equal(
            "cross-entropy: logits (…, classes) and classes (…) are expected, such as (n, classes) and (n), not (2, 3, 4) and (2)",
            Assert.Throws<ShapeMismatchException>(() => Loss.CrossEntropy(Logits, Tensor.Zeros([2]))).Message);
        Assert.Equal(
            "cross-entropy: a weight for each of the 4 classes is expected, not (3)",
            Assert.Throws<ShapeMismatchException>(() => Loss.CrossEntropy(Logits, Classes, Tensor.Ones([3]))).Message);
        Assert.Equal(
            "cross-entropy: none of the 6 samples counts, so there is no mean of their losses",
            Assert.Throws<InvalidArgumentException>(() => Loss.CrossEntropy(Logits, Tensor.Full([2, 3], -1), ignoredClass: -1)).Message);
        Assert.Equal("l1: prediction (2) and target (3) differ", Assert.Throws<ShapeMismatchException>(() => Loss.L1(Tensor.Zeros([2]), Tensor.Zeros([3]))).Message);
        Range("cross-entropy: a weight is a finite number of at least 0, not -1", () => Loss.CrossEntropy(Logits, Classes, Tensor.Full([4], -1)));
        Range("gather: index -1 at [0, 2, 0] is not a whole number from 0 to 3", () => Loss.CrossEntropy(Logits, Classes));
        Range("huber: delta is a positive, finite number, not 0", () => Loss.Huber(Logits, Logits, 0));
        Range("loss: 7 is no reduction", () => Loss.L1(Logits, Logits, (Reduction)7));

        static void Range(string message, Func<Tensor> action) =>
            Assert.StartsWith(message, Assert.Throws<OutOfRangeException>(action).Message, StringComparison.Ordinal);
    }
}
