using Backprop.Errors;

namespace Backprop.Layers;

/// <summary>
/// y = γ·(x − x̄)/√(σ² + ε) + β with mean x̄ and variance σ² of each feature: those of the batch while training, and those that
/// have been running along with the training after <see cref="Module.Eval"/>.
/// </summary>
/// <remarks>
/// Source: Ioffe and Szegedy, "Batch Normalization" (2015), with the running numbers of PyTorch: r ← (1 − m)·r + m·(the batch's),
/// with the variance as it is estimated from a sample, Σ(x − x̄)²/(n − 1). Gradients pass through the batch's mean and variance.
/// </remarks>
public sealed class BatchNorm : Module
{
    private readonly double momentum;
    private readonly double epsilon;

    /// <summary>Makes the layer with γ = 1, β = 0, a running mean of 0 and a running variance of 1.</summary>
    /// <param name="features">The extent of the last axis.</param>
    /// <param name="momentum">m, how much of the running numbers each batch replaces.</param>
    /// <param name="epsilon">ε, which keeps the root away from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no feature, m is not a number from 0 to 1, or ε is not positive.</exception>
    public BatchNorm(int features, double momentum = 0.1, double epsilon = 1e-5)
    {
        Require.Positive(features);
        Require.Positive(epsilon);
        this.momentum = momentum is >= 0 and <= 1
            ? momentum
            : throw new OutOfRangeException(
                nameof(momentum), Invariant($"batch norm: a momentum from 0 to 1 is expected, not {momentum}"));
        this.epsilon = epsilon;
        (Weight, Bias) = (new Parameter(Tensor.Ones([features])), new Parameter(Tensor.Zeros([features])));
        (RunningMean, RunningVariance) = (Tensor.Zeros([features]), Tensor.Ones([features]));
    }

    /// <summary>γ, of shape (features).</summary>
    public Parameter Weight { get; }

    /// <summary>β, of shape (features).</summary>
    public Parameter Bias { get; }

    /// <summary>The mean of each feature so far, of shape (features).</summary>
    public Tensor RunningMean { get; }

    /// <summary>The variance of each feature so far, of shape (features).</summary>
    public Tensor RunningVariance { get; }

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, Parameter? Parameter)> OwnParameters => [("weight", Weight), ("bias", Bias)];

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, Tensor Buffer)> OwnBuffers =>
        [("running_mean", RunningMean), ("running_variance", RunningVariance)];

    /// <inheritdoc/>
    protected override string Description => Invariant($"{Weight.Size}");

    /// <summary>The batch with each feature normalised. While training, the running mean and variance move towards the batch's.</summary>
    /// <param name="input">x, of shape (n, features), or with more axes before the features, all of which count as samples.</param>
    /// <exception cref="ShapeMismatchException">The last axis is not of the layer's extent, or there is no axis before it.</exception>
    /// <exception cref="ArgumentException">While training there are fewer than two samples, which have no variance.</exception>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank < 2 || input.Shape[^1] != Weight.Size)
        {
            throw new ShapeMismatchException("batch norm", Invariant($"(n, {Weight.Size}) is expected, not {input.Shape}"));
        }

        var normalised = IsTraining ? Standardise(input) : (input - RunningMean) / (RunningVariance + epsilon).Sqrt();
        return (Weight * normalised) + Bias;
    }

    /// <summary>Every feature becomes a row, since rows are what is standardised in one pass.</summary>
    private Tensor Standardise(Tensor input)
    {
        var samples = input.Reshape(-1, Weight.Size);
        if (samples.Shape[0] < 2)
        {
            throw new InvalidArgumentException(
                Invariant($"batch norm: the variance of a batch takes at least 2 samples, not {samples.Shape[0]}; after Eval() the running one is used"));
        }

        var known = samples.Detach();
        Follow(RunningMean, known.Mean(0));
        Follow(RunningVariance, known.Variance(0));
        return samples.Transpose().Standardise(epsilon).Transpose().Reshape(input.Shape.Extents);
    }

    private void Follow(Tensor running, Tensor batch)
    {
        var moved = ((1 - momentum) * running) + (momentum * batch);
        running.Write(data => moved.Data.CopyTo(data));
    }
}
