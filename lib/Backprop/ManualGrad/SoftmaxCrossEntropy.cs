using Backprop.Formatting;

namespace Backprop.ManualGrad;

/// <summary>
/// L = −1/n · Σ ln pᵢ(classᵢ) with p = softmax(logits) over n samples, with the derivative of both together by hand:
/// ∂L/∂logits = (p − onehot)/n.
/// </summary>
[TypeFormatterSource(typeof(TextFormatterSource<SoftmaxCrossEntropy>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed class SoftmaxCrossEntropy
{
    private (Tensor Probabilities, Tensor Classes)? kept;

    /// <summary>Computes L and keeps p for <see cref="Backward"/>.</summary>
    /// <param name="logits">Any numbers, of shape (n, classes).</param>
    /// <param name="classes">Each sample's class, a whole number from 0, of shape (n).</param>
    /// <returns>L.</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is not a whole number from 0 to classes − 1.</exception>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    public double Forward(Tensor logits, Tensor classes)
    {
        using var scope = Tensor.NoGrad();
        var loss = Layers.Loss.CrossEntropy(logits, classes).Item();
        kept = (logits.Softmax(1), classes.Detach());
        return loss;
    }

    /// <summary>∂L/∂logits, in the shape of the last logits.</summary>
    /// <exception cref="InvalidOperationException">There was no forward pass.</exception>
    public Tensor Backward()
    {
        var (p, classes) = kept
            ?? throw new GradientException("softmax cross-entropy: Backward needs a Forward before it");
        return (p - Tensor.OneHot(classes, p.Shape[1])) / p.Shape[0];
    }

    /// <summary>The name of the loss.</summary>
    public override string ToString() => "SoftmaxCrossEntropy()";
}
