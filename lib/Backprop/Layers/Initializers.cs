namespace Backprop.Layers;

/// <summary>How parameters start.</summary>
public static class Initializers
{
    /// <summary>
    /// Weight and bias of a linear layer, drawn evenly from [−1/√n, 1/√n) for n inputs, the weight first: what
    /// PyTorch's <c>nn.Linear</c> starts from.
    /// </summary>
    /// <param name="inputs">n, the features of a sample.</param>
    /// <param name="outputs">The features of the layer's output.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <param name="generator">Where the numbers are drawn from.</param>
    /// <returns>The weight, inputs×outputs, and the bias, of <paramref name="outputs"/> elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of features is not positive.</exception>
    public static (Parameter Weight, Parameter? Bias) Linear(int inputs, int outputs, bool bias, Generator generator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        var bound = 1 / Math.Sqrt(inputs);
        var weight = new Parameter(Tensor.Uniform([inputs, outputs], -bound, bound, generator));
        return (weight, bias ? new Parameter(Tensor.Uniform([outputs], -bound, bound, generator)) : null);
    }
}
