namespace Backprop.Layers;

/// <summary>A function with parameters: a layer, or a network of layers.</summary>
public abstract class Module
{
    /// <summary>The parameters in a fixed order, those of submodules included.</summary>
    public abstract IEnumerable<Parameter> Parameters { get; }

    /// <summary>Computes the output; autograd records what it takes.</summary>
    /// <param name="input">A batch, one sample per row.</param>
    public abstract Tensor Forward(Tensor input);

    /// <summary>Forgets the gradients of all parameters.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in Parameters)
        {
            parameter.ZeroGrad();
        }
    }
}
