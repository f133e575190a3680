using Backprop.Layers;
using Manual = Backprop.ManualGrad;

namespace Backprop.Tests.ManualGrad;

/// <summary>Manual layers beside their twins that autograd differentiates.</summary>
public class TwinsTests
{
    [Fact]
    public void Activations_hand_on_the_same_gradient()
    {
        (Manual.Layer Manual, Module Auto)[] twins = [(new Manual.Sigmoid(), new Sigmoid()), (new Manual.Tanh(), new Tanh()), (new Manual.Relu(), new Relu())];
        foreach (var (manual, auto) in twins)
        {
            var x = Tensor.Uniform([4, 3], -3, 3, new Generator(1));
            var seed = Tensor.Uniform([4, 3], -1, 1, new Generator(2));
            x.RequiresGrad = true;
            var expected = auto.Forward(x);

            Assert.Equal(expected.ToArray(), manual.Forward(x).ToArray());
            Assert.True(manual.Backward(seed).AllClose(expected.Gradient(of: x, seed)), manual.GetType().Name);
            Assert.Throws<ShapeMismatchException>(() => manual.Backward(Tensor.Ones([1])));
        }

        Assert.Throws<GradientException>(() => new Manual.Tanh().Backward(Tensor.Ones([1])));
        Assert.Throws<GradientException>(() => new Manual.Relu().Backward(Tensor.Ones([1])));
    }

    [Fact]
    public void Softmax_and_cross_entropy_together_leave_p_minus_y()
    {
        Manual.SoftmaxCrossEntropy loss = new();
        var logits = Tensor.Uniform([3, 4], -3, 3, new Generator(1));
        var classes = Tensor.From([0, 3, 1]);
        logits.RequiresGrad = true;
        var expected = Loss.CrossEntropy(logits, classes);

        Assert.Equal(expected.Item(), loss.Forward(logits, classes));
        Assert.True(loss.Backward().AllClose(expected.Gradient(of: logits)));
        Assert.Throws<GradientException>(() => new Manual.SoftmaxCrossEntropy().Backward());
    }
}
