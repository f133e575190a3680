using Backprop.Layers;
using Backprop.Optimizers;

namespace Backprop.Tests.Optimizers;

public class AdamTests
{
    /// <summary>Where PyTorch 1.13 leaves a parameter that starts at 1 and has the gradients 1, 2 and −1, after each of the three.</summary>
    [Theory]
    [InlineData(false, new[] { 0.9900000001, 0.9803481799028166, 0.9761472868968187 })]
    [InlineData(true, new[] { 0.9890000001, 0.9783591799027166, 0.9731799277168159 })]
    public void Each_parameter_counts_its_own_steps_from_its_first_gradient_on(bool decays, double[] expected)
    {
        Parameter early = new(1), late = new(1);
        Optimizer adam = decays ? new AdamW([early, late], 0.01, weightDecay: 0.1) : new Adam([early, late], 0.01);
        for (var step = 0; step < 5; step++)
        {
            adam.ZeroGrad();
            early.Backward();
            adam.Step();
        }

        double[] gradients = [1, 2, -1];
        foreach (var (gradient, place) in gradients.Zip(expected))
        {
            adam.ZeroGrad();
            (gradient * late).Backward();
            adam.Step();
            Assert.Equal(place, late.Item(), 1e-15);
        }

        Assert.Equal(8, adam.Steps);
    }
}
