using Backprop.Layers;
using Backprop.Optimizers;

namespace Backprop.Tests.Oracle;

/// <summary>Optimizers, schedules and a training: the same steps as PyTorch's.</summary>
public class TrainingTests
{
    private static readonly Dictionary<string, Func<Parameter[], Optimizer>> Optimizers = new()
    {
        ["sgd"] = p => new Sgd(p, 0.05),
        ["sgd decay"] = p => new Sgd(p, 0.05, weightDecay: 0.1),
        ["momentum"] = p => new Momentum(p, 0.02, 0.9),
        ["nesterov"] = p => new Momentum(p, 0.02, 0.8, nesterov: true, weightDecay: 0.1),
        ["rmsprop"] = p => new RmsProp(p, 0.05, alpha: 0.9),
        ["adam"] = p => new Adam(p, 0.1),
        ["adam decay"] = p => new Adam(p, 0.1, 0.8, 0.95, weightDecay: 0.1),
        ["adamw"] = p => new AdamW(p, 0.1, weightDecay: 0.2),
    };

    private static readonly Dictionary<string, Func<Parameter, Parameter, Optimizer>> Groups = new()
    {
        ["sgd"] = (p, q) => WithGroup(new Sgd([p], 0.04, weightDecay: 0.1), q, 0.5, 0.3),
        ["nesterov"] = (p, q) => WithGroup(new Momentum([p], 0.02, 0.8, nesterov: true), q, 0.5),
        ["rmsprop"] = (p, q) => WithGroup(new RmsProp([p], 0.05), q, 0.5),
        ["adam"] = (p, q) => WithGroup(new Adam([p], 0.1, weightDecay: 0.2), q, 1, 0),
        ["adamw"] = (p, q) => WithGroup(new AdamW([p], 0.1, weightDecay: 0.2), q, 2, 0.05),
    };

    private static readonly Dictionary<string, Func<int, double>> Schedules = new()
    {
        ["step decay"] = new StepDecay(0.5, 7, 0.1).At,
        ["cosine decay"] = new CosineDecay(0.5, 19, 0.01).At,
        ["warm-up and decay"] = new WarmupLinearDecay(0.5, 5, 19).At,
    };

    public static TheoryData<string> OptimizerNames => [.. Optimizers.Keys];

    public static TheoryData<string> GroupNames => [.. Groups.Keys];

    public static TheoryData<string> ScheduleNames => [.. Schedules.Keys];

    [Theory]
    [MemberData(nameof(OptimizerNames))]
    public void An_optimizer_takes_PyTorchs_first_twenty_steps(string name)
    {
        var json = OracleFile.Root.GetProperty("optimizers");
        Parameter p = new(Tensor.From(OracleFile.Numbers(json.GetProperty("start"))));
        var target = Tensor.From(OracleFile.Numbers(json.GetProperty("target")));
        var optimizer = Optimizers[name]([p]);
        var step = 0;
        foreach (var expected in json.GetProperty("paths").GetProperty(name).EnumerateArray())
        {
            optimizer.ZeroGrad();
            (((p - target).Pow(4) / 4) + p).Sum().Backward();
            optimizer.Step();
            OracleFile.Agree(Tensor.From(OracleFile.Numbers(expected)), p, $"{name}, step {++step}");
        }

        Assert.Equal(20, step);
    }

    [Theory]
    [MemberData(nameof(GroupNames))]
    public void A_group_of_parameters_takes_PyTorchs_steps_with_its_own_settings(string name)
    {
        var json = OracleFile.Root.GetProperty("optimizers");
        var start = Tensor.From(OracleFile.Numbers(json.GetProperty("start")));
        var target = Tensor.From(OracleFile.Numbers(json.GetProperty("target")));
        Parameter p = new(start[..1]), q = new(start[1..]);
        var optimizer = Groups[name](p, q);
        foreach (var expected in json.GetProperty("groups").GetProperty(name).EnumerateArray())
        {
            optimizer.ZeroGrad();
            var both = Tensor.Concatenate(0, p, q);
            (((both - target).Pow(4) / 4) + both).Sum().Backward();
            optimizer.Step();
            OracleFile.Agree(Tensor.From(OracleFile.Numbers(expected)), Tensor.Concatenate(0, p, q), $"{name}, step {optimizer.Steps}");
        }

        Assert.Equal(20, optimizer.Steps);
    }

    [Theory]
    [MemberData(nameof(ScheduleNames))]
    public void A_schedule_has_PyTorchs_rates(string name)
    {
        var expected = OracleFile.Numbers(OracleFile.Root.GetProperty("schedules").GetProperty(name));
        var found = Enumerable.Range(0, expected.Length).Select(Schedules[name]).ToArray();

        OracleFile.Agree(Tensor.From(expected), Tensor.From(found), name);
    }

    [Fact]
    public void A_network_is_trained_in_the_same_fifty_steps()
    {
        var json = OracleFile.Root.GetProperty("training");
        var start = OracleFile.Tensors(json.GetProperty("start"));
        Generator generator = new(1);
        Sequential network = new(new Linear(2, 4, generator), new Tanh(), new Linear(4, 1, generator));
        foreach (var (parameter, initial) in network.Parameters.Zip(start))
        {
            parameter.Write(data => initial.Data.CopyTo(data));
        }

        Adam adam = new(network.Parameters, 0.05);
        List<double> losses = [];
        for (var step = 0; step < 50; step++)
        {
            adam.ZeroGrad();
            var loss = Loss.MeanSquaredError(network.Forward(start[4]), start[5]);
            loss.Backward();
            adam.Step();
            losses.Add(loss.Item());
        }

        OracleFile.Agree(Tensor.From(OracleFile.Numbers(json.GetProperty("losses"))), Tensor.From([.. losses]), "losses");
        foreach (var (expected, parameter) in OracleFile.Tensors(json.GetProperty("end")).Zip(network.Parameters))
        {
            OracleFile.Agree(expected, parameter, "parameters after training");
        }
    }

    private static Optimizer WithGroup(Optimizer optimizer, Parameter parameter, double factor, double? decay = null)
    {
        optimizer.AddGroup([parameter], factor, decay);
        return optimizer;
    }
}
