using Backprop.Formatting;

namespace Backprop;

/// <summary>
/// The pullback of an operation for one of its inputs: turns ∂L/∂output into ∂L/∂input, for any L that depends on
/// the input through this output. Also known as the vector-Jacobian product.
/// </summary>
/// <param name="gradient">∂L/∂output, in the output's shape.</param>
/// <param name="output">What the operation gave.</param>
/// <returns>∂L/∂input, in the input's shape.</returns>
public delegate Tensor VectorJacobianProduct(Tensor gradient, Tensor output);

/// <summary>An arrow of the graph: from an operation's output back to one of its inputs.</summary>
/// <param name="Input">The tensor that the operation read.</param>
/// <param name="Pullback">How a gradient travels along the arrow.</param>
[TypeFormatterSource(typeof(TextFormatterSource<Edge>), PreferredMimeTypes = [MimeTypes.PlainText])]
public readonly record struct Edge(Tensor Input, VectorJacobianProduct Pullback)
{
    /// <summary>Where it leads, with the operation that made the input there.</summary>
    public override string ToString() => $"Edge to {Input?.Summary}";
}
