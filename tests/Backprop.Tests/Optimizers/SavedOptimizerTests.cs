using Backprop.Data;
using Backprop.Layers;
using Backprop.Optimizers;

namespace Backprop.Tests.Optimizers;

/// <summary>An optimizer's state, saved and loaded.</summary>
public sealed class SavedOptimizerTests : IDisposable
{
    private static readonly Dictionary<string, Func<Parameter[], Optimizer>> Optimizers = new()
    {
        ["sgd"] = p => new Sgd(p, 0.05),
        ["momentum"] = p => new Momentum(p, 0.02, weightDecay: 0.1),
        ["rmsprop"] = p => new RmsProp(p, 0.05),
        ["adam"] = p => new Adam(p, 0.1),
        ["adamw"] = p => new AdamW(p, 0.1),
    };

    private readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.npz");

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    public void Dispose() => File.Delete(path);

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_goes_on_as_if_it_had_not_stopped(string name)
    {
        Parameter[] whole = Parameters([1, 2], [3]), before = Parameters([1, 2], [3]);
        Train(Optimizer(name, whole), whole, 10);
        var stopped = Optimizer(name, before);
        Train(stopped, before, 6);
        stopped.LearningRate *= 0.5;
        stopped.Save(path);
        stopped.LearningRate *= 2;

        var after = before.Select(parameter => new Parameter(parameter)).ToArray();
        var resumed = Optimizer(name, after);
        resumed.Load(path);
        Assert.Equal(stopped.LearningRate * 0.5, resumed.LearningRate);
        Assert.Equal(6, resumed.Steps);
        resumed.LearningRate = stopped.LearningRate;
        Train(resumed, after, 4);

        Assert.Equal(whole.Select(parameter => parameter.ToArray()), after.Select(parameter => parameter.ToArray()));
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_nothing_changes()
    {
        Adam adam = new(Parameters([1, 2]), 0.1);
        new RmsProp(Parameters([1, 2]), 0.7).Save(path);
        Refused(adam, "does not fit this Adam: 0.mean is missing");
        new Adam(Parameters([1, 2, 3]), 0.7).Save(path);
        Refused(adam, "does not fit this Adam: 0.mean has shape (3), not (2); 0.square has shape (3), not (2)");
        new Adam(Parameters([1, 2], [3]), 0.7).Save(path);
        Refused(adam, "does not fit this Adam: 1.mean is not in this Adam; 1.square is not in this Adam");
        Npz.Save(path, [("steps", 1.5), ("learning_rate", 0.7)]);
        Refused(new Sgd(Parameters([1]), 0.1), ": 1.5 steps with a learning rate of 0.7 cannot be");
        Npz.Save(path, [("steps", 1), ("learning_rate", double.NaN)]);
        Refused(new Sgd(Parameters([1]), 0.1), ": 1 steps with a learning rate of NaN cannot be");

        void Refused(Optimizer optimizer, string problem)
        {
            Assert.Contains(problem, Assert.Throws<InvalidDataException>(() => optimizer.Load(path)).Message, StringComparison.Ordinal);
            Assert.Equal((0, 0.1), (optimizer.Steps, optimizer.LearningRate));
        }
    }

    private static Parameter[] Parameters(params double[][] values) => [.. values.Select(value => new Parameter(Tensor.From(value)))];

    /// <summary>An optimizer with a group for each parameter.</summary>
    private static Optimizer Optimizer(string name, Parameter[] parameters)
    {
        var optimizer = Optimizers[name]([parameters[0]]);
        optimizer.AddGroup([parameters[1]], learningRateFactor: 2);
        return optimizer;
    }

    private static void Train(Optimizer optimizer, Parameter[] parameters, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            optimizer.ZeroGrad();
            parameters.Select(parameter => (parameter - 0.5).Pow(4).Sum()).Aggregate((a, b) => a + b).Backward();
            optimizer.Step();
        }
    }
}
