using System.Numerics.Tensors;
using Backprop.Layers;

namespace Backprop.Optimizers;

/// <summary>Keeps gradients from being too large, between the backward pass and the step.</summary>
public static class GradientClipping
{
    /// <summary>Scales all gradients by one factor, so that their common Euclidean norm is at most a limit.</summary>
    /// <param name="parameters">The parameters, each of which counts once; those without a gradient count as 0.</param>
    /// <param name="limit">The largest norm.</param>
    /// <returns>The norm before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not positive.</exception>
    /// <exception cref="GradientException">A gradient has a NaN or an infinity; none is changed.</exception>
    public static double ByNorm(IEnumerable<Parameter> parameters, double limit)
    {
        Tensor[] gradients = Gradients(parameters, limit);
        var norm = Norm(gradients);
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

    /// <summary>The norm of all elements, in units of the largest where their squares would be 0 or ∞.</summary>
    private static double Norm(Tensor[] gradients)
    {
        var largest = gradients.Select(Largest).Aggregate(0.0, Math.Max); // which passes NaN on
        return largest switch
        {
            > 0 and < 1e-150 or (> 1e150 and < double.PositiveInfinity) =>
                largest * Math.Sqrt(gradients.Sum(gradient => (gradient / largest).Square().Sum().Item())),
            <= 1e150 => Math.Sqrt(gradients.Sum(gradient => TensorPrimitives.SumOfSquares(gradient.Data))),
            _ => throw NotFinite(gradients),
        };
    }

    private static double Largest(Tensor gradient) => gradient.Size == 0 ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(gradient.Data));

    private static GradientException NotFinite(Tensor[] gradients)
    {
        var (place, gradient) = gradients.Index().First(one => Anomalies.IndexOfNonFinite(one.Item) >= 0);
        var index = Anomalies.IndexOfNonFinite(gradient);
        return new GradientException(Invariant(
            $"clipping: gradient {place}, of shape {gradient.Shape}, has {gradient.Data[index]} at {gradient.Shape.IndexText(index)}, so there is no norm to scale by; open DetectAnomalies before computing to find where it comes from"));
    }

    private static Tensor[] Gradients(IEnumerable<Parameter> parameters, double limit)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return limit > 0
            ? [.. parameters.Distinct().Select(parameter => parameter.UnshownGrad).OfType<Tensor>()]
            : throw new OutOfRangeException(nameof(limit), Invariant($"clipping: a limit is a positive number, not {limit}"));
    }
}
