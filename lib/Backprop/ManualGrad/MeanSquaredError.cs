using Backprop.Formatting;

namespace Backprop.ManualGrad;

/// <summary>L = 1/n · Σ (ŷ − y)² over all n elements, with its derivative by hand: ∂L/∂ŷ = 2/n · (ŷ − y).</summary>
[TypeFormatterSource(typeof(TextFormatterSource<MeanSquaredError>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed class MeanSquaredError
{
    private Tensor? difference;

    /// <summary>Computes L and keeps ŷ − y for <see cref="Backward"/>.</summary>
    /// <param name="prediction">ŷ.</param>
    /// <param name="target">y, in the same shape.</param>
    /// <returns>L.</returns>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    /// <exception cref="ArgumentException">The tensors are empty.</exception>
    public double Forward(Tensor prediction, Tensor target)
    {
        using var scope = Tensor.NoGrad();
        var loss = Layers.Loss.MeanSquaredError(prediction, target).Item();
        difference = prediction - target;
        return loss;
    }

    /// <summary>∂L/∂ŷ, in the shape of the last prediction.</summary>
    /// <exception cref="InvalidOperationException">There was no forward pass.</exception>
    public Tensor Backward()
    {
        var kept = difference
            ?? throw new GradientException("mean squared error: Backward needs a Forward before it");
        return kept * (2.0 / kept.Size);
    }

    /// <summary>The name of the loss.</summary>
    public override string ToString() => "MeanSquaredError()";
}
