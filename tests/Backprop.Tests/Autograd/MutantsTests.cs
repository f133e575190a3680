namespace Backprop.Tests.Autograd;

/// <summary>Wrong rules and wrong traversals, made by hand: the checks that the right ones pass must catch each of them.</summary>
public class MutantsTests
{
    private static readonly Tensor Place = Tensor.From([0.7, -1.3, 2.1]);

    private static readonly Dictionary<string, Func<Tensor, Tensor>> WrongRules = new()
    {
        ["wrong sign"] = x => Rule(x, x => x.Sin(), (g, _) => -(g * x.Cos())),
        ["missing factor"] = x => Rule(x, x => x.Pow(2), (g, _) => g * x),
        ["missing upstream gradient"] = x => Rule(x, x => x.Exp(), (_, y) => y.Detach()),
        ["input for output"] = x => Rule(x, x => x.Sigmoid(), (g, _) => g * x * (1 - x)),
        ["stale output"] = x =>
        {
            var old = (x.Detach() + 0.1).Exp();
            return Rule(x, x => x.Exp(), (g, _) => g * old);
        },
        ["missing SumTo"] = x => Rule(x, x => x.Expand([2, 3]), (g, _) => g),
        ["mean for sum"] = x => Rule(x, x => x.Expand([2, 3]), (g, _) => g.SumTo([3]) / 2),
        ["permuted gradient"] = x => Rule(x, x => x * 2, (g, _) => g.IndexSelect(0, Tensor.From([2, 1, 0])) * 2),
        ["one element left out"] = x => Rule(x, x => x * 2, (g, _) => g * Tensor.From([2, 2, 0])),
    };

    public static TheoryData<string> WrongRuleNames => [.. WrongRules.Keys];

    [Theory]
    [MemberData(nameof(WrongRuleNames))]
    public void A_wrong_rule_is_caught(string name) => Assert.True(
        Record.Exception(() => GradientCheck.Verify(WrongRules[name], Place, new Generator(1))) is GradientException or ShapeMismatchException);

    [Fact]
    public void The_right_traversal_passes() => Assert.True(IsRight((node, _) => -node, (sum, path) => sum + path));

    [Fact]
    public void Oldest_first_is_caught() => Assert.False(IsRight((node, _) => node, (sum, path) => sum + path));

    [Fact]
    public void As_they_arrive_is_caught() => Assert.False(IsRight((_, arrival) => arrival, (sum, path) => sum + path));

    [Fact]
    public void Setting_instead_of_adding_is_caught() => Assert.False(IsRight((node, _) => -node, (_, path) => path));

    /// <summary>An operation with a rule of one's own.</summary>
    private static Tensor Rule(Tensor x, Func<Tensor, Tensor> value, VectorJacobianProduct pullback) =>
        Tensor.Record("mutant", value(x.Detach()), new Edge(x, pullback));

    /// <summary>
    /// A copy of the backward pass in which the order of the visits and what is done where paths meet can be changed, on
    /// graphs in which an input is used early and late, and twice.
    /// </summary>
    private static bool IsRight(Func<long, long, long> priority, Func<Tensor, Tensor, Tensor> meet)
    {
        Func<Tensor, Tensor>[] graphs =
        [
            x =>
            {
                var b = x + x;
                return (b + b).Sum();
            },
            x =>
            {
                var u = x.Sigmoid(); // used by the next operation and by the last
                return (((u * u) + x) * u).Sum();
            },
        ];
        return graphs.All(graph =>
        {
            var x = Place.Detach();
            x.RequiresGrad = true;
            var y = graph(x);
            var found = Walk(y, x, priority, meet);
            return found.AllClose(FiniteDifference.Gradient(x => graph(x), Place), 1e-6, 1e-6);
        });
    }

    private static Tensor Walk(Tensor output, Tensor of, Func<long, long, long> priority, Func<Tensor, Tensor, Tensor> meet)
    {
        using var unrecorded = Tensor.NoGrad();
        Dictionary<Tensor, Tensor> arrived = new() { [output] = Tensor.Ones(output.Shape) };
        PriorityQueue<Tensor, long> ready = new([(output, 0)]);
        long arrivals = 0;
        while (ready.TryDequeue(out var node, out _))
        {
            foreach (var (input, pullback) in node.Edges)
            {
                var path = pullback(arrived[node], node);
                if (arrived.TryAdd(input, path))
                {
                    ready.Enqueue(input, priority(input.Order, ++arrivals));
                }
                else
                {
                    arrived[input] = meet(arrived[input], path);
                }
            }
        }

        return arrived[of];
    }
}
