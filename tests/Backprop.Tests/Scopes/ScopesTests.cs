using Backprop.Layers;

namespace Backprop.Tests.Scopes;

/// <summary>NoGrad and DetectAnomalies hold exactly as long as their scopes are open, whatever is done with these.</summary>
public class ScopesTests
{
    private static readonly Dictionary<string, (Func<IDisposable> Open, Func<bool> IsInForce)> Scopes = new()
    {
        ["NoGrad"] = (Tensor.NoGrad, () => !(Leaf() * 2).RequiresGrad),
        ["DetectAnomalies"] = (Tensor.DetectAnomalies, () => Record.Exception(() => 1 / Tensor.Zeros([])) is AnomalyException),
    };

    private static readonly Dictionary<string, Func<Tensor, Tensor>> NothingToDo = new()
    {
        ["expand"] = x => x.Expand(x.Shape),
        ["sum to"] = x => x.SumTo(x.Shape),
        ["sum over no axes"] = x => x.Sum([]),
        ["sum over extents of 1"] = x => x.Sum(1, keepDims: true),
        ["slice of all"] = x => x[.., ..],
        ["slice of nothing"] = x => x[[]],
        ["split into one"] = x => x.Split(0, 2)[0],
        ["dropout in use"] = x => Used(new Dropout(0.5, new Generator(1))).Forward(x),
        ["no modules"] = x => new Sequential().Forward(x),
        ["power of 1"] = x => x.Pow(1),
        ["reshape"] = x => x.Reshape(2, 1),
        ["permute"] = x => x.Permute(0, 1),
        ["concatenate one"] = x => Tensor.Concatenate(0, x),
    };

    public static TheoryData<string> ScopeNames => [.. Scopes.Keys];

    public static TheoryData<string> NothingToDoNames => [.. NothingToDo.Keys];

    [Theory]
    [MemberData(nameof(ScopeNames))]
    public void Scopes_may_be_disposed_in_any_order_and_twice(string name)
    {
        var (open, isInForce) = Scopes[name];
        foreach (var order in new int[][] { [0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 2, 1] })
        {
            IDisposable[] scopes = [open(), open(), open()];
            foreach (var one in order)
            {
                Assert.True(isInForce());
                scopes[one].Dispose();
            }

            Assert.False(isInForce());
            scopes[0].Dispose();
            Assert.False(isInForce());
        }
    }

    [Theory]
    [MemberData(nameof(ScopeNames))]
    public void A_task_or_thread_that_outlives_the_scope_goes_on_without_it(string name)
    {
        var (open, isInForce) = Scopes[name];
        using SemaphoreSlim closed = new(0);
        var (before, after) = (false, true);
        using SemaphoreSlim entered = new(0);
        Thread thread = new(() =>
        {
            before = isInForce();
            entered.Release();
            closed.Wait();
            after = isInForce();
        });
        using (open())
        {
            thread.Start();
            entered.Wait(TestContext.Current.CancellationToken);
        }

        closed.Release();
        thread.Join();
        Assert.True(before);
        Assert.False(after);
    }

    [Theory]
    [MemberData(nameof(ScopeNames))]
    public async Task Disposing_in_another_flow_than_the_one_it_was_opened_in_is_refused_aloud(string name)
    {
        var (open, isInForce) = Scopes[name];
        var scope = await Cell(open); // as a cell that keeps a scope for a later one
        Assert.False(isInForce());

        Assert.StartsWith(
            $"{name}: this scope is disposed in another flow of control than it was opened in",
            Assert.Throws<InvalidOperationException>(scope.Dispose).Message,
            StringComparison.Ordinal);
        scope.Dispose();
        Assert.False(isInForce());

        static async Task<IDisposable> Cell(Func<IDisposable> open)
        {
            await Task.Yield();
            return open();
        }
    }

    [Theory]
    [MemberData(nameof(NothingToDoNames))]
    public void In_NoGrad_an_operation_that_has_nothing_to_do_gives_a_result_without_a_gradient_too(string name)
    {
        Parameter x = new(new Tensor([2, 1], [1, 2]));
        Assert.True(NothingToDo[name](x).RequiresGrad);
        using (Tensor.NoGrad())
        {
            var result = NothingToDo[name](x);
            Assert.False(result.RequiresGrad);
            Assert.Equal([1, 2], result.ToArray());
            result.Write(data => data.Clear());
        }

        Assert.Equal([1, 2], x.ToArray());
    }

    private static T Used<T>(T module)
        where T : Module
    {
        module.Eval();
        return module;
    }

    private static Parameter Leaf() => new(1);
}
