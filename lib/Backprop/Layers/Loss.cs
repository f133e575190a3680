namespace Backprop.Layers;

/// <summary>Functions that say in one number how far a prediction is from its target.</summary>
public static class Loss
{
    /// <summary>L = 1/n · Σ (ŷ − y)², the mean over all n elements. ∂L/∂ŷ = 2/n · (ŷ − y).</summary>
    /// <param name="prediction">ŷ.</param>
    /// <param name="target">y, in the same shape.</param>
    /// <returns>L, a single number.</returns>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="ArgumentException">The tensors are empty.</exception>
    public static Tensor MeanSquaredError(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.Shape != target.Shape)
        {
            // Broadcasting (n, 1) against (n) would silently compare every pair of elements.
            throw new ShapeMismatchException(
                "mean squared error", $"prediction {prediction.Shape} and target {target.Shape} differ");
        }

        return (prediction - target).Pow(2).Mean();
    }
}
