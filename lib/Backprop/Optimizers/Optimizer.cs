using System.Numerics.Tensors;
using Backprop.Formatting;
using Backprop.Layers;

namespace Backprop.Optimizers;

/// <summary>Changes parameters so that a loss gets smaller, by rules that differ in what they do with the gradients.</summary>
[TypeFormatterSource(typeof(TextFormatterSource<Optimizer>), PreferredMimeTypes = [MimeTypes.PlainText])]
public abstract class Optimizer
{
    private readonly Parameter[] parameters;

    /// <summary>Makes an optimizer for some parameters.</summary>
    /// <param name="parameters">What is to be trained.</param>
    /// <param name="learningRate">η at the start.</param>
    /// <param name="weightDecay">λ: λ·θ is added to every gradient, which pulls the parameters θ towards 0.</param>
    /// <exception cref="ArgumentException">There is no parameter.</exception>
    /// <exception cref="ArgumentOutOfRangeException">η or λ is negative or not finite.</exception>
    private protected Optimizer(IEnumerable<Parameter> parameters, double learningRate, double weightDecay)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        this.parameters = [.. parameters];
        LearningRate = learningRate;
        WeightDecay = Require("a weight decay", weightDecay, double.MaxValue);
        if (this.parameters.Length == 0)
        {
            throw new InvalidArgumentException($"{Name}: there is no parameter to train", nameof(parameters));
        }
    }

    /// <summary>η. Set it before a step to follow a schedule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">η is negative or not finite.</exception>
    public double LearningRate
    {
        get;
        set => field = Require("a learning rate", value, double.MaxValue);
    }

    /// <summary>λ.</summary>
    public double WeightDecay { get; }

    /// <summary>How many steps have been taken.</summary>
    public int Steps { get; private set; }

    private string Name => GetType().Name.ToLowerInvariant();

    /// <summary>Moves every parameter that has a gradient.</summary>
    public void Step()
    {
        Steps++;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].UnshownGrad is { } gradient)
            {
                Step(i, parameters[i], gradient);
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

    /// <summary>The settings, what is trained, and how far it has come, in one line.</summary>
    public override string ToString() => Invariant(
        $"{GetType().Name}(η = {LearningRate}{Settings}{(WeightDecay > 0 ? Setting("λ", WeightDecay) : "")}) for ")
        + $"{Structure.Count(parameters.Sum(parameter => parameter.Size), "parameter")} after {Structure.Count(Steps, "step")}";

    /// <summary>What <see cref="ToString"/> says of settings that only this optimizer has.</summary>
    private protected virtual string Settings => "";

    /// <summary>A setting as a part of <see cref="Settings"/>.</summary>
    private protected static string Setting(string name, double value) => Invariant($", {name} = {value}");

    /// <summary>Moves one parameter.</summary>
    /// <param name="index">Which parameter it is, counted from 0.</param>
    /// <param name="gradient">Its gradient, weight decay included.</param>
    /// <param name="data">Its elements, to be changed.</param>
    private protected abstract void Update(int index, Tensor gradient, Span<double> data);

    /// <summary>Zeros, as many as each parameter has elements, for what an optimizer remembers.</summary>
    private protected double[][] Zeros() => [.. parameters.Select(parameter => new double[parameter.Size])];

    /// <summary>A setting, if it is in order.</summary>
    private protected double Require(string setting, double value, double below) => value >= 0 && value < below
        ? value
        : throw new OutOfRangeException(nameof(value), Invariant(
            $"{Name}: {setting} is a {(below < double.MaxValue ? Invariant($"number from 0 to below {below}") : "finite number of at least 0")}, not {value}"));

    private void Step(int index, Parameter parameter, Tensor gradient)
    {
        if (WeightDecay == 0)
        {
            parameter.Write(data => Update(index, gradient, data));
            return;
        }

        Tensor decayed = new(parameter.Shape, new double[parameter.Size]);
        decayed.Write(data => TensorPrimitives.MultiplyAdd(parameter.Data, WeightDecay, gradient.Data, data));
        parameter.Write(data => Update(index, decayed, data));
    }
}
