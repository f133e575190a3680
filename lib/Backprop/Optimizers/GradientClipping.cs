using System.Numerics.Tensors;
using Backprop.Layers;

namespace Backprop.Optimizers;

/// <summary>Keeps gradients from being too large, between the backward pass and the step.</summary>
public static class GradientClipping
{
    /// <summary>Scales all gradients by one factor, so that their common Euclidean norm is at most a limit.</summary>
    /// <param name="parameters">The parameters; those without a gradient count as 0.</param>
    /// <param name="limit">The largest norm.</param>
    /// <returns>The norm before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not positive.</exception>
    public static double ByNorm(IEnumerable<Parameter> parameters, double limit)
    {
        Tensor[] gradients = Gradients(parameters, limit);
        var norm = Math.Sqrt(gradients.Sum(gradient => TensorPrimitives.SumOfSquares(gradient.Data)));
        foreach (var gradient in norm > limit ? gradients : [])
        {
            gradient.Write(data => TensorPrimitives.Multiply(data, limit / norm, data));
        }

        return norm;
    }

    /// <summary>Brings every element of the gradients into the interval from −limit to limit.</summary>
    /// <param name="parameters">The parameters; those without a gradient are left out.</param>
    /// <param name="limit">The largest absolute value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not positive.</exception>
    public static void ByValue(IEnumerable<Parameter> parameters, double limit)
    {
        foreach (var gradient in Gradients(parameters, limit))
        {
            gradient.Write(data => TensorPrimitives.Clamp(data, -limit, limit, data));
        }
    }

    private static Tensor[] Gradients(IEnumerable<Parameter> parameters, double limit)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return limit > 0
            ? [.. parameters.Select(parameter => parameter.UnshownGrad).OfType<Tensor>()]
            : throw new OutOfRangeException(nameof(limit), Invariant($"clipping: a limit is a positive number, not {limit}"));
    }
}
