namespace Backprop.Layers;

/// <summary>
/// Functions that say in one number how far a prediction is from its target, as a mean over the samples. None overflows,
/// however large the logits are, and a logit of ±∞ gives the loss and the gradient that large ones tend to, where there is a limit.
/// </summary>
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
        RequireEqualShapes("mean squared error", prediction, target);
        return (prediction - target).Pow(2).Mean();
    }

    /// <summary>
    /// L = −1/n · Σ ln pᵢ(classᵢ) with p = softmax(logits), over n samples. ∂L/∂logits = (p − onehot)/n.
    /// </summary>
    /// <param name="logits">Any numbers, of shape (n, classes).</param>
    /// <param name="classes">Each sample's class, a whole number from 0, of shape (n).</param>
    /// <returns>L, a single number.</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is not a whole number from 0 to classes − 1.</exception>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    public static Tensor CrossEntropy(Tensor logits, Tensor classes)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(classes);
        if (logits.Rank != 2 || classes.Rank != 1 || classes.Size != logits.Shape[0])
        {
            throw new ShapeMismatchException(
                "cross-entropy", $"logits (n, classes) and classes (n) are wanted, not {logits.Shape} and {classes.Shape}");
        }

        return -AtTheLimit(logits).LogSoftmax(1).Gather(1, classes.Detach().Unsqueeze(1)).Mean();
    }

    /// <summary>
    /// L = −1/n · Σ q·ln p with p = softmax(logits), over n samples. ∂L/∂logits = (p − q)/n where each q sums to 1. A class that q
    /// gives no part costs nothing, however unlikely it is.
    /// </summary>
    /// <param name="logits">Any numbers, of shape (n, classes); −∞ for a class that is ruled out.</param>
    /// <param name="probabilities">q, in the same shape.</param>
    /// <returns>L, a single number.</returns>
    /// <exception cref="ShapeMismatchException">The shapes differ, or are not those of a matrix.</exception>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    public static Tensor CrossEntropyOfProbabilities(Tensor logits, Tensor probabilities)
    {
        RequireEqualShapes("cross-entropy", logits, probabilities);
        return logits.Rank == 2
            ? -Tensor.Weighted(probabilities, AtTheLimit(logits).LogSoftmax(1)).Sum(1).Mean()
            : throw new ShapeMismatchException("cross-entropy", $"logits (n, classes) are wanted, not {logits.Shape}");
    }

    /// <summary>
    /// L = −1/n · Σ (t·ln σ(x) + (1 − t)·ln(1 − σ(x))), the mean over all n elements, computed as t·ln(1 + e⁻ˣ) + (1 − t)·ln(1 + eˣ),
    /// in which nothing cancels. ∂L/∂x = (σ(x) − t)/n.
    /// </summary>
    /// <param name="logits">x, any numbers. Infinite ones cost nothing where t is 0 or 1 and they are right, else ∞.</param>
    /// <param name="targets">t, from 0 to 1, in the same shape.</param>
    /// <returns>L, a single number.</returns>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="ArgumentException">The tensors are empty.</exception>
    public static Tensor BinaryCrossEntropy(Tensor logits, Tensor targets)
    {
        RequireEqualShapes("binary cross-entropy", logits, targets);
        return (Tensor.Weighted(targets, (-logits).Softplus()) + Tensor.Weighted(1 - targets, logits.Softplus())).Mean();
    }

    /// <summary>L = 1/n · Σ max(0, 1 − t·s), the mean over all n elements. ∂L/∂s = −t/n where t·s &lt; 1, else 0.</summary>
    /// <param name="scores">s.</param>
    /// <param name="targets">t, −1 or 1, in the same shape.</param>
    /// <returns>L, a single number.</returns>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="ArgumentException">The tensors are empty.</exception>
    public static Tensor MaxMargin(Tensor scores, Tensor targets)
    {
        RequireEqualShapes("max-margin", scores, targets);
        return (1 - (targets * scores)).Relu().Mean();
    }

    /// <summary>Broadcasting (n, 1) against (n) would silently compare every pair of elements.</summary>
    /// <summary>
    /// The logits, but of a row with +∞ others that have the softmax which such a row tends to: 0 for +∞, −∞ for the rest. The gradient
    /// with respect to both is the same.
    /// </summary>
    internal static Tensor AtTheLimit(Tensor logits)
    {
        if (!logits.Data.Contains(double.PositiveInfinity))
        {
            return logits;
        }

        var isCertain = logits.EqualTo(double.PositiveInfinity);
        var certain = Tensor.Where(isCertain, 0, logits - double.PositiveInfinity);
        return Tensor.Record("limit", Tensor.Where(isCertain.Sum(-1, keepDims: true), certain, logits), new Edge(logits, (g, _) => g));
    }

    private static void RequireEqualShapes(string loss, Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.Shape != target.Shape)
        {
            throw new ShapeMismatchException(loss, $"prediction {prediction.Shape} and target {target.Shape} differ");
        }
    }
}
