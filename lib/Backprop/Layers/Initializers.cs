using Backprop.Errors;

namespace Backprop.Layers;

/// <summary>
/// How parameters start. The weights of a layer from n inputs to m outputs have the shape (n, m).
/// </summary>
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
        var bound = 1 / Math.Sqrt(inputs);
        var weight = new Parameter(Uniform(inputs, outputs, bound, generator));
        return (weight, bias ? new Parameter(Tensor.Uniform([outputs], -bound, bound, generator)) : null);
    }

    /// <summary>Drawn evenly from [−√(6/(n + m)), √(6/(n + m))): keeps the variance in both directions, for tanh.</summary>
    /// <remarks>Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010).</remarks>
    /// <inheritdoc cref="KaimingUniform"/>
    public static Tensor XavierUniform(int inputs, int outputs, Generator generator) =>
        Uniform(inputs, outputs, Math.Sqrt(6.0 / (inputs + outputs)), generator);

    /// <summary>Normal with the standard deviation √(2/(n + m)).</summary>
    /// <inheritdoc cref="XavierUniform"/>
    public static Tensor XavierNormal(int inputs, int outputs, Generator generator) =>
        Normal(inputs, outputs, Math.Sqrt(2.0 / (inputs + outputs)), generator);

    /// <summary>Drawn evenly from [−√(6/n), √(6/n)): keeps the variance through rectifiers.</summary>
    /// <remarks>Source: He et al., "Delving Deep into Rectifiers" (2015).</remarks>
    /// <param name="inputs">n, the features of a sample.</param>
    /// <param name="outputs">m, the features of the layer's output.</param>
    /// <param name="generator">Where the numbers are drawn from.</param>
    /// <returns>The weight, of shape (n, m).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of features is not positive.</exception>
    public static Tensor KaimingUniform(int inputs, int outputs, Generator generator) =>
        Uniform(inputs, outputs, Math.Sqrt(6.0 / inputs), generator);

    /// <summary>Normal with the standard deviation √(2/n).</summary>
    /// <inheritdoc cref="KaimingUniform"/>
    public static Tensor KaimingNormal(int inputs, int outputs, Generator generator) =>
        Normal(inputs, outputs, Math.Sqrt(2.0 / inputs), generator);

    private static Tensor Uniform(int inputs, int outputs, double bound, Generator generator)
    {
        RequirePositive(inputs, outputs);
        return Tensor.Uniform([inputs, outputs], -bound, bound, generator);
    }

    private static Tensor Normal(int inputs, int outputs, double deviation, Generator generator)
    {
        RequirePositive(inputs, outputs);
        return Tensor.Normal([inputs, outputs], 0, deviation, generator);
    }

    private static void RequirePositive(int inputs, int outputs)
    {
        Require.Positive(inputs);
        Require.Positive(outputs);
    }
}
