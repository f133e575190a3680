using System.Numerics.Tensors;
using Backprop.Layers;

namespace Backprop.Optimizers;

/// <summary>Stochastic gradient descent: θ ← θ − η·∂L/∂θ for every parameter θ and a learning rate η.</summary>
public sealed class Sgd
{
    private readonly Parameter[] parameters;

    /// <summary>Makes an optimizer for some parameters.</summary>
    /// <param name="parameters">What is to be trained.</param>
    /// <param name="learningRate">η at the start.</param>
    /// <exception cref="ArgumentException">There is no parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">η is negative or not a number.</exception>
    public Sgd(IEnumerable<Parameter> parameters, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        this.parameters = [.. parameters];
        LearningRate = learningRate;
        if (this.parameters.Length == 0)
        {
            throw new ArgumentException("sgd: there is no parameter to train", nameof(parameters));
        }
    }

    /// <summary>η. Set it before a step to follow a schedule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">η is negative or not finite.</exception>
    public double LearningRate
    {
        get;
        set => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, $"sgd: a learning rate is a finite number of at least 0, not {value}");
    }

    /// <summary>Moves every parameter that has a gradient a step down.</summary>
    public void Step()
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Grad is { } gradient)
            {
                parameter.Write(data => TensorPrimitives.MultiplyAdd(gradient.Data, -LearningRate, data, data));
            }
        }
    }

    /// <summary>Forgets the gradients of all parameters.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in parameters)
        {
            parameter.ZeroGrad();
        }
    }
}
