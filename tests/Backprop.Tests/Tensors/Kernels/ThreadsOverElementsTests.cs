using Backprop.Kernels;

namespace Backprop.Tests.Tensors.Kernels;

/// <summary>However many threads go through a large array, the bytes are those of one.</summary>
[Collection(KernelSettings.Name)]
public sealed class ThreadsOverElementsTests : IDisposable
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["negative"] = x => -x,
        ["sum with a number"] = x => x + 3,
        ["sum with a row"] = x => x + Row(x),
        ["difference from a row"] = x => Row(x) - x,
        ["product with a column"] = x => x * x.Max(-1, keepDims: true),
        ["product"] = x => x * x.Flip(0),
        ["power"] = x => x.Abs().Pow(1.7),
        ["sine"] = x => x.Sin(),
        ["tanh"] = x => x.Tanh(),
        ["sigmoid"] = x => x.Sigmoid(),
        ["gelu"] = x => x.Gelu(),
        ["choice"] = x => Tensor.Where(x > 0, x, 2 * x),
        ["masked fill"] = x => x.MaskedFill(x > 1, 7),
        ["softmax"] = x => x.Softmax(-1),
        ["ln softmax"] = x => x.LogSoftmax(-1),
        ["standardise"] = x => x.Standardise(1e-5),
        ["sum"] = x => x.Sum(),
        ["sums of rows"] = x => x.Sum(-1),
        ["sums of columns"] = x => x.Sum(0),
        ["mean square"] = x => x.Square().Mean(),
    };

    private readonly int before = Threads.Count;

    /// <summary>Of 131,072 elements and a few more: tall, wide, one row, with three axes.</summary>
    public static TheoryData<string, int[]> Cases()
    {
        TheoryData<string, int[]> cases = [];
        foreach (var name in Functions.Keys)
        {
            foreach (var shape in new int[][] { [1311, 101], [131, 1021], [3, 70_001], [1, 131_075], [7, 131, 301] })
            {
                cases.Add(name, shape);
            }
        }

        return cases;
    }

    public void Dispose() => Threads.Count = before;

    [Theory, MemberData(nameof(Cases))]
    public void A_large_array_has_the_same_value_and_gradient_with_one_thread_with_two_and_with_three(string name, int[] shape)
    {
        var x = Tensor.Normal(new Shape(shape), 0, 3, new Generator(1));
        x.RequiresGrad = true;
        var one = Compute(1);
        Assert.Equal(one, Compute(2));
        Assert.Equal(one, Compute(3));

        double[] Compute(int threads)
        {
            Threads.Count = threads;
            var y = Functions[name](x);
            return [.. y.Data, .. y.Gradients(Tensor.Normal(y.Shape, 0, 1, new Generator(2)))[x].Data];
        }
    }

    [Fact]
    public void The_parts_of_a_large_array_are_taken_by_more_than_one_thread()
    {
        Threads.Count = 2;
        System.Collections.Concurrent.ConcurrentDictionary<int, bool> threads = [];
        double[] x = new double[1 << 20], y = new double[x.Length];
        for (var i = 0; i < 1000 && threads.Count < 2; i++)
        {
            Elementwise.Apply((from, to) => { threads.TryAdd(Environment.CurrentManagedThreadId, true); from.CopyTo(to); }, x, y);
        }

        Assert.True(threads.Count > 1, "one thread has taken all parts, a thousand times");
    }

    [Fact]
    public void A_matrix_without_rows_meets_a_row()
    {
        Tensor x = new([0, 9], []) { RequiresGrad = true };
        var y = x - Row(x);
        Assert.Equal(x.Shape, y.Shape);
        Assert.Equal(x.Shape, y.Sum().Gradients()[x].Shape);
    }

    [Fact]
    public void A_stretched_column_that_has_fewer_axes_by_now_is_no_row()
    {
        var stretched = Tensor.Arange(8).Reshape(8, 1, 1).Expand([8, 1, 4]).Reshape(8, 4);
        var sum = stretched + Tensor.Ones([8, 4]);
        Assert.Equal(Enumerable.Range(0, 32).Select(i => (i / 4) + 1.0), sum.ToArray());
    }

    private static Tensor Row(Tensor x) => Tensor.Arange(x.Shape[^1]) / 7;
}
