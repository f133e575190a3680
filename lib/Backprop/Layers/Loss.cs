namespace Backprop.Layers;

/// <summary>
/// Functions that say in one number how far a prediction is from its target, as a mean over the samples if nothing else is asked
/// for. None overflows, however large the logits are, and a logit of ±∞ gives the loss and the gradient that large ones tend to,
/// where there is a limit.
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

    /// <summary>L = 1/n · Σ |ŷ − y|, the mean over all n elements. ∂L/∂ŷ = 1/n · the sign of ŷ − y, and 0 where both are equal.</summary>
    /// <param name="prediction">ŷ.</param>
    /// <param name="target">y, in the same shape.</param>
    /// <param name="reduction">What is made of the elements' losses: their mean, their sum, or nothing.</param>
    /// <returns>L, a single number; without a reduction, a loss for each element.</returns>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="ArgumentException">The tensors are empty.</exception>
    public static Tensor L1(Tensor prediction, Tensor target, Reduction reduction = Reduction.Mean)
    {
        RequireEqualShapes("l1", prediction, target);
        return Reduce((prediction - target).Abs(), reduction);
    }

    /// <summary>
    /// The square of a small difference, but only its absolute value where it is large, so that outliers don't rule: the mean of
    /// d²/2 where |d| ≤ δ, and of δ·(|d| − δ/2) elsewhere, with d = ŷ − y. ∂L/∂ŷ = 1/n · d, but no less than −δ/n and no more
    /// than δ/n.
    /// </summary>
    /// <param name="prediction">ŷ.</param>
    /// <param name="target">y, in the same shape.</param>
    /// <param name="delta">δ, where the parabola goes over into straight lines.</param>
    /// <param name="reduction">What is made of the elements' losses: their mean, their sum, or nothing.</param>
    /// <returns>L, a single number; without a reduction, a loss for each element.</returns>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="ArgumentException">The tensors are empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">δ is not a positive, finite number.</exception>
    /// <remarks>Source: Huber, "Robust Estimation of a Location Parameter" (1964).</remarks>
    public static Tensor Huber(Tensor prediction, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean)
    {
        RequireEqualShapes("huber", prediction, target);
        if (!(delta > 0 && double.IsFinite(delta)))
        {
            throw new OutOfRangeException(
                nameof(delta), Invariant($"huber: delta is a positive, finite number, not {delta}"));
        }

        var difference = prediction - target;
        var near = difference.Clamp(-delta, delta);
        return Reduce(near * (difference - (near / 2)), reduction);
    }

    /// <summary>
    /// L = −Σ wᵢ·ln pᵢ(classᵢ) / Σ wᵢ with p = softmax(logits), over all samples i, and the weight wᵢ of the sample's class, which
    /// is 1 if no weights are given. ∂L/∂logitsᵢ = wᵢ·(pᵢ − onehotᵢ)/Σ w.
    /// </summary>
    /// <param name="logits">Any numbers, of shape (n, classes), (batch, time, classes) or with any other axes before the classes.</param>
    /// <param name="classes">Each sample's class, a whole number from 0, in the shape of the logits without their last axis.</param>
    /// <param name="weights">How much each class counts, of shape (classes); all the same, if nothing is said.</param>
    /// <param name="ignoredClass">A number among the classes that marks samples that don't count, such as −1 for padding.</param>
    /// <param name="reduction">What is made of the samples' losses: their mean, which divides by the weights' sum; their sum; or
    /// nothing.</param>
    /// <returns>L, a single number; without a reduction, a loss for each sample, in the shape of the classes.</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is not a whole number from 0 to classes − 1, or a weight is negative or
    /// not finite.</exception>
    /// <exception cref="ArgumentException">A mean is asked for, but there is no sample, or none with a weight above 0.</exception>
    public static Tensor CrossEntropy(
        Tensor logits, Tensor classes, Tensor? weights = null, int? ignoredClass = null, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(classes);
        if (logits.Rank < 2 || classes.Shape != logits.Shape.Dropping([logits.Rank - 1]))
        {
            throw new ShapeMismatchException(
                "cross-entropy",
                $"logits (…, classes) and classes (…) are expected, such as (n, classes) and (n), not {logits.Shape} and {classes.Shape}");
        }

        RequireWeights(weights, logits.Shape[^1]);
        var known = classes.Detach();
        var ignored = ignoredClass is { } mark ? known.EqualTo(mark) : null;
        known = ignored is null ? known : known.MaskedFill(ignored, 0);
        var losses = -AtTheLimit(logits).LogSoftmax(-1).Gather(-1, known.Unsqueeze(-1)).Squeeze(-1);
        if (weights is null && ignoredClass is null)
        {
            return Reduce(losses, reduction);
        }

        var counts = weights is null ? Tensor.OnesLike(known) : WeightsOf(known, weights);
        counts = ignored is null ? counts : counts.MaskedFill(ignored, 0);
        losses = (losses * counts).MaskedFill(counts.EqualTo(0), 0);
        if (reduction != Reduction.Mean)
        {
            return Reduce(losses, reduction);
        }

        var total = counts.Sum().Item();
        return total > 0
            ? losses.Sum() / total
            : throw new InvalidArgumentException(Invariant($"cross-entropy: none of the {classes.Size} samples counts, so there is no mean of their losses"));
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
            : throw new ShapeMismatchException("cross-entropy", $"logits (n, classes) are expected, not {logits.Shape}");
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

    private static Tensor Reduce(Tensor losses, Reduction reduction) => reduction switch
    {
        Reduction.Mean => losses.Mean(),
        Reduction.Sum => losses.Sum(),
        Reduction.None => losses,
        _ => throw new OutOfRangeException(nameof(reduction), $"loss: {reduction} is no reduction"),
    };

    /// <summary>Each sample's weight, which is that of its class.</summary>
    private static Tensor WeightsOf(Tensor classes, Tensor weights) =>
        weights.Detach().IndexSelect(0, classes.Flatten()).Reshape(classes.Shape.Extents);

    private static void RequireWeights(Tensor? weights, int classes)
    {
        if (weights is not null && weights.Shape != new Shape(classes))
        {
            throw new ShapeMismatchException("cross-entropy", Invariant($"a weight for each of the {classes} classes is expected, not {weights.Shape}"));
        }

        foreach (var weight in weights is null ? default : weights.Data)
        {
            if (!(weight >= 0 && double.IsFinite(weight)))
            {
                throw new OutOfRangeException(
                    nameof(weights), Invariant($"cross-entropy: a weight is a finite number of at least 0, not {weight}"));
            }
        }
    }

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

    /// <summary>Broadcasting (n, 1) against (n) would silently compare every pair of elements.</summary>
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
