using Backprop.Scalars;

namespace Backprop.Tests.Scalars;

public class ValueTests
{
    private static readonly Dictionary<string, (Func<Value, Value> Engine, Func<double, double> Plain)> Operations = new()
    {
        ["+"] = (x => x + 3, x => x + 3),
        ["-"] = (x => 3 - x - 1, x => 3 - x - 1),
        ["*"] = (x => x * x * 2, x => x * x * 2),
        ["/"] = (x => (1 / x) + (x / 3), x => (1 / x) + (x / 3)),
        ["negate"] = (x => -x, x => -x),
        ["pow"] = (x => x.Pow(3) + x.Pow(-2) + x.Pow(0), x => Math.Pow(x, 3) + Math.Pow(x, -2) + 1),
        ["exp"] = (x => x.Exp(), Math.Exp),
        ["log"] = (x => (x * x).Log(), x => Math.Log(x * x)),
        ["tanh"] = (x => x.Tanh(), Math.Tanh),
        ["relu"] = (x => x.Relu(), x => Math.Max(x, 0)),
        ["sigmoid"] = (x => x.Sigmoid(), x => 1 / (1 + Math.Exp(-x))),
    };

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_has_the_right_value_and_derivative(string name)
    {
        var (engine, plain) = Operations[name];
        foreach (var x in new[] { -1.7, -0.4, 0.3, 2.1 })
        {
            Value leaf = new(x);
            var y = engine(leaf);
            y.Backward();

            Assert.Equal(plain(x), y.Data, 1e-12);
            // A central difference of numbers up to 60 is good to about 1e-8.
            Assert.Equal(FiniteDifference.Gradient(plain, x), leaf.Grad, 1e-7);
        }
    }

    /// <summary>The example of micrograd's README, with the numbers that are printed there.</summary>
    [Fact]
    public void Micrograds_example_gives_micrograds_numbers_also_on_a_second_equal_graph()
    {
        for (var graph = 0; graph < 2; graph++)
        {
            Value a = new(-4, "a"), b = new(2, "b");
            var g = Example(a, b);
            g.Backward();

            Assert.Equal(24.7041, g.Data, 5e-5);
            Assert.Equal(138.8338, a.Grad, 5e-5);
            Assert.Equal(645.5773, b.Grad, 5e-5);
        }
    }

    [Fact]
    public void Backward_twice_adds_up_in_the_leaves_and_zeroing_starts_anew()
    {
        Value a = new(-4), b = new(2);
        var g = Example(a, b);
        g.Backward();
        var once = (a.Grad, b.Grad);
        g.Backward();
        // Added path by path, so the last digit may differ.
        Assert.Equal(2 * once.Item1, a.Grad, 1e-12);
        Assert.Equal(2 * once.Item2, b.Grad, 1e-12);

        a.ZeroGrad();
        b.ZeroGrad();
        g.Backward();
        Assert.Equal(once, (a.Grad, b.Grad));
    }

    [Fact]
    public void A_value_that_is_used_twice_waits_for_both_paths()
    {
        Value a = new(3);
        var b = a + a;
        (b + b).Backward();

        Assert.Equal((4, 2), (a.Grad, b.Grad));
    }

    [Fact]
    public void A_chain_of_a_million_operations_passes()
    {
        Value x = new(1), y = x;
        for (var i = 0; i < 1_000_000; i++)
        {
            y += 1;
        }

        y.Backward();
        Assert.Equal((1_000_001, 1), (y.Data, x.Grad));
    }

    [Fact]
    public void Its_text_names_the_number_and_its_gradient() =>
        Assert.Equal("a = -4 (grad 0)", new Value(-4, "a").ToString());

    private static Value Example(Value a, Value b)
    {
        var c = a + b;
        var d = (a * b) + b.Pow(3);
        c += c + 1;
        c += 1 + c + -a;
        d += (d * 2) + (b + a).Relu();
        d += (3 * d) + (b - a).Relu();
        var e = c - d;
        var f = e.Pow(2);
        var g = f / 2.0;
        g += 10.0 / f;
        return g;
    }
}
