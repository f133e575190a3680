using Backprop.Scalars;

namespace Backprop.Tests.Scalars;

/// <summary>
/// The numbers of micrograd (Andrej Karpathy, https://github.com/karpathy/micrograd, commit c911406). Its MLP(2, [4, 4, 1]) was given
/// the parameters below, and trained on the ten points below as in its demo: the mean of max(0, 1 − y·score), plus 10⁻⁴ times the sum
/// of the squares of all parameters, and the learning rate 1 − 0.9·k/100 in step k. Python printed the loss of every step with repr.
/// </summary>
public class MicrogradTests
{
    private const int PointsPerClass = 5;

    /// <summary>x₁ and x₂ of ten points. The first five have the target −1, the others 1.</summary>
    private static readonly double[][] Points =
    [
        [0.96, 0.07], [0.62, 0.75], [0.11, 0.82], [-0.66, 0.8], [-0.93, 0.13],
        [0.07, 0.49], [0.3, -0.29], [1.17, -0.49], [1.67, -0.16], [1.93, 0.53],
    ];

    /// <summary>The weights of each neuron, then its bias.</summary>
    private static readonly double[] Start =
    [
        -0.32, 0.38, 0,
        0.3, 0.8, 0.16,
        -0.72, -0.87, 0.89,
        -0.02, -0.61, 0.89,
        0.16, 0.46, 0.76, -0.43, -0.29,
        0.76, -0.73, 0.53, -0.8, 0.38,
        0.4, 0.9, 0.69, 0.01, -0.6,
        -0.7, 0.06, 0.02, -0.86, 0.81,
        0.01, 0.4, -0.56, -0.51, -0.98,
    ];

    /// <summary>The loss of the steps 0 to 19.</summary>
    private static readonly double[] Losses =
    [
        1.071524383, 0.9969358368593763, 0.9209277192944455, 0.9054521772433725,
        0.8728480685692916, 0.8225210924091672, 0.8022257032659272, 0.7041487579236424,
        0.6055282080701185, 0.6012095892445025, 0.5505798815847305, 0.44080428026297985,
        0.4642633133141118, 0.3935695852537638, 0.3770305822075939, 0.4327767516966031,
        0.6056033286262509, 0.48007981265272676, 0.42329330888828215, 0.4224029320879346,
    ];

    [Fact]
    public void A_training_like_the_one_of_micrograds_demo_has_micrograds_losses()
    {
        Mlp network = new([2, 4, 4, 1], new Generator(1));
        foreach (var (parameter, start) in network.Parameters.Zip(Start, (parameter, start) => (parameter, start)))
        {
            parameter.Data = start;
        }

        Assert.Equal(Start.Length, network.Parameters.Count());
        for (var k = 0; k < Losses.Length; k++)
        {
            var loss = LossOf(network);
            Assert.Equal(Losses[k], loss.Data, 1e-12);
            network.ZeroGrad();
            loss.Backward();
            foreach (var parameter in network.Parameters)
            {
                parameter.Data -= (1 - (0.9 * k / 100)) * parameter.Grad;
            }
        }
    }

    private static Value LossOf(Mlp network)
    {
        Value hinges = 0;
        for (var i = 0; i < Points.Length; i++)
        {
            hinges += (1 - ((i < PointsPerClass ? -1 : 1) * network.Forward([Points[i][0], Points[i][1]])[0])).Relu();
        }

        Value squares = 0;
        foreach (var parameter in network.Parameters)
        {
            squares += parameter * parameter;
        }

        return (hinges / Points.Length) + (1e-4 * squares);
    }
}
