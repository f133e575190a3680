using Backprop.Layers;
using Backprop.Optimizers;

namespace Backprop.Tests.Tensors.Memory;

/// <summary>
/// A training of three parameters by a graph and with user code drawn at random, which remembers every tensor that the user code
/// could reach, and what it read there at once.
/// </summary>
internal sealed class RandomProgram
{
    private const int Rows = 36;

    private readonly Random random;
    private readonly int[] operations;
    private readonly int[] others;
    private readonly int[] user;
    private readonly Parameter[] parameters;
    private readonly Tensor batch;
    private readonly Optimizer optimizer;
    private readonly List<Tensor> reached = [];
    private readonly List<double[]> read = [];
    private readonly int ending;

    public RandomProgram(int seed, int length)
    {
        random = new Random(seed);
        Generator generator = new(seed);
        operations = [.. Enumerable.Range(0, length).Select(_ => random.Next(14))];
        others = [.. Enumerable.Range(0, length).Select(_ => random.Next(1 << 20))];
        user = [.. Enumerable.Range(0, length).Select(_ => random.Next(12))];
        ending = random.Next(7);
        Parameter[] square = [.. Enumerable.Range(0, 3).Select(_ => new Parameter(Tensor.Normal([Rows, Rows], 0, 0.2, generator)))];
        parameters = [.. square, new Parameter(Tensor.Normal([150, 130], 0, 0.1, generator))]; // whose gradient stays in factors
        batch = Tensor.Normal([4, 150], 0, 1, generator);
        optimizer = random.Next(3) switch
        {
            0 => new Sgd(parameters, 0.05),
            1 => new Momentum(parameters, 0.05, nesterov: true),
            _ => new Adam(parameters, 0.01),
        };
    }

    /// <summary>One step of the training.</summary>
    public void Step()
    {
        optimizer.ZeroGrad();
        var loss = Forward();
        switch (ending)
        {
            case 0:
                loss.Backward();
                Reach([.. parameters.Select(parameter => parameter.Grad!)]);
                break;
            case 1:
                Reach([.. loss.Gradients().OrderBy(pair => pair.Key.Order).Select(pair => pair.Value)]);
                loss.Backward();
                break;
            case 2: // a gradient that was handed out is a seed
                var given = loss.Gradients()[parameters[0]];
                Reach(given);
                (parameters[0] + 1).Backward(given);
                parameters[0].UnshownGrad!.Write(data => data[0] = 7);
                loss.Backward();
                break;
            case 3: // gradients of gradients
                var first = loss.Gradients(record: true);
                (loss + first[parameters[3]].Square().Mean()).Backward();
                break;
            case 4: // twice, so that they add up, and one is shown
                loss.Backward();
                Reach(parameters[1].Grad!);
                loss.Backward();
                break;
            case 5:
                loss.Backward(Tensor.From(0.5));
                GradientClipping.ByNorm(parameters, 0.1);
                break;
            default:
                loss.Backward();
                break;
        }

        optimizer.Step();
    }

    /// <summary>What was read at once, then what the tensors hold now; the two must be the same, for that is what user code may rely on.</summary>
    public List<double[]> Seen()
    {
        for (var i = 0; i < reached.Count; i++)
        {
            Assert.Equal(read[i], reached[i].ToArray());
        }

        return [.. read, .. parameters.Select(parameter => parameter.ToArray())];
    }

    private void Reach(params ReadOnlySpan<Tensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            reached.Add(tensor);
            read.Add(tensor.ToArray());
        }
    }

    private Tensor Forward()
    {
        List<Tensor> made = [.. parameters[..3]];
        for (var i = 0; i < operations.Length; i++)
        {
            var (a, b) = (made[^1], made[others[i] % made.Count]);
            var value = Apply(operations[i], a, b);
            made.Add(Watch(user[i], value));
        }

        return made[^1].Square().Mean() + batch.MatMul(parameters[3]).Tanh().Square().Mean() + made[made.Count / 2].Sigmoid().Mean()
            + (parameters[0] * parameters[1]).MatMul(parameters[2]).Mean();
    }

    private static Tensor Apply(int operation, Tensor a, Tensor b) => operation switch
    {
        0 => a + b,
        1 => a * b,
        2 => a.MatMul(b.Transpose()) / Rows,
        3 => a.Linear(b, a.Sum(1)).Tanh(),
        4 => a.Sigmoid(),
        5 => (a - b.Mean(0)) / (1 + b.Square()),
        6 => a.Softmax(-1),
        7 => a.Standardise(1e-3) + b.Mean(),
        8 => Tensor.Concatenate(0, a[..20], b[20..]).Transpose(),
        9 => b.Reshape(Rows / 2, 2 * Rows).Permute(1, 0).Reshape(Rows, Rows) - a,
        10 => b.Mean().Expand([Rows, Rows]) + a,
        11 => a + a.Detach(),
        12 => a.Flatten().Unsqueeze(0).Squeeze(0).Reshape(Rows, Rows) * b.Max(0),
        _ => a.Relu() + b.Sum(1).Reshape(-1, 1).Expand([Rows, Rows]).Tanh(),
    };

    /// <summary>Lets user code see the value's gradient in one of several ways.</summary>
    private Tensor Watch(int kind, Tensor value)
    {
        switch (kind)
        {
            case 0:
                value.RegisterHook(g =>
                {
                    Reach(g, g * 2, g.Transpose(), g.Detach());
                    return null;
                });
                return value;
            case 1:
                value.RegisterHook(g => g.Mean().Expand(g.Shape));
                return value;
            case 2:
                value.RegisterHook(g =>
                {
                    var mine = g * 0.5;
                    Reach(mine);
                    return mine;
                });
                return value;
            case 3:
                value.RetainGrad();
                reached.Add(value);
                read.Add(value.ToArray());
                return value;
            case 4:
                return Tensor.Record("own", value.Detach(), new Edge(value, (g, _) =>
                {
                    var kept = g.Sum(0).Expand(g.Shape) / Rows;
                    Reach(g, kept);
                    return kept;
                }));
            case 5:
                return Tensor.Record("same", value.Detach(), new Edge(value, (g, _) => g));
            case 6:
                return Tensor.Record("pass inside", value.Detach(), new Edge(value, (g, _) =>
                {
                    var inner = g.Detach();
                    inner.RequiresGrad = true;
                    Tensor result;
                    using (Recording.Set(on: true))
                    {
                        result = Tensor.Gradients([inner * inner], [inner], [g])[0];
                    }

                    Reach(result);
                    return result;
                }));
            default:
                return value;
        }
    }
}
