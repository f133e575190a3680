using Backprop.Formatting;
using Backprop.Layers;
using Backprop.Memory;

namespace Backprop.ManualGrad;

/// <summary>A layer that brings its own derivative. Nothing is recorded: each step is written out.</summary>
[TypeFormatterSource(typeof(TextFormatterSource<Layer>), PreferredMimeTypes = [MimeTypes.PlainText])]
public abstract class Layer
{
    /// <summary>The parameters in a fixed order.</summary>
    public virtual IEnumerable<Parameter> Parameters => [];

    /// <summary>What stands in parentheses behind the layer's name in its text form.</summary>
    private protected virtual string Description => "";

    /// <summary>How many numbers there are to learn.</summary>
    private protected int ParameterCount => Parameters.Sum(parameter => parameter.Size);

    /// <summary>Computes the output and keeps what <see cref="Backward"/> will need.</summary>
    /// <param name="input">A batch, one sample per row.</param>
    public abstract Tensor Forward(Tensor input);

    /// <summary>Adds ∂L/∂parameter to each parameter's gradient and hands ∂L/∂input on.</summary>
    /// <param name="gradient">∂L/∂output, in the shape of the last output.</param>
    /// <returns>∂L/∂input, in the shape of the last input.</returns>
    /// <exception cref="GradientException">There was no forward pass.</exception>
    /// <exception cref="ShapeMismatchException">The gradient does not have the last output's shape.</exception>
    public abstract Tensor Backward(Tensor gradient);

    /// <summary>The layer, and how many numbers it has to learn.</summary>
    public override string ToString() => Structure.Of(this, Description, ParameterCount, []);

    /// <summary>What a forward pass kept, or an error that says that there was none.</summary>
    private protected static Tensor Kept(Tensor? kept, string layer) => kept
        ?? throw new GradientException($"{layer}: Backward needs a Forward before it");

    /// <summary>Computes with nothing recorded.</summary>
    private protected static Tensor Compute(Func<Tensor> formula)
    {
        using var scope = Tensor.NoGrad();
        return Scratch.Compute(formula);
    }

    /// <summary>Refuses a gradient that is not of the output's shape.</summary>
    private protected static void CheckGradient(Tensor gradient, Shape output, string layer)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        if (gradient.Shape != output)
        {
            throw new ShapeMismatchException(layer, $"the gradient has shape {gradient.Shape}, but the output had {output}");
        }
    }

    /// <summary>Computes a gradient with nothing recorded, and adds it to what a parameter has.</summary>
    private protected static void Accumulate(Parameter parameter, Func<Tensor> gradient)
    {
        using var scope = Tensor.NoGrad();
        parameter.Accumulate(Scratch.Hold(gradient));
    }
}
