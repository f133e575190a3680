using Backprop.Layers;

namespace Backprop.Fuzz;

/// <summary>The operations that programs are made of, by the names under which replay.py has them too.</summary>
internal static class Operations
{
    /// <summary>Of one tensor, element by element; good for any numbers.</summary>
    public static readonly Dictionary<string, Func<Tensor, Tensor>> Elementwise = new()
    {
        ["negate"] = x => -x,
        ["add 1.5"] = x => x + 1.5,
        ["2 minus"] = x => 2 - x,
        ["times 0.5"] = x => 0.5 * x,
        ["divided by 4"] = x => x / 4,
        ["exp"] = x => x.Exp(),
        ["sin"] = x => x.Sin(),
        ["cos"] = x => x.Cos(),
        ["abs"] = x => x.Abs(),
        ["square"] = x => x.Square(),
        ["cube"] = x => x.Pow(3),
        ["tanh"] = x => x.Tanh(),
        ["sigmoid"] = x => x.Sigmoid(),
        ["relu"] = x => x.Relu(),
        ["leaky relu"] = x => x.LeakyRelu(0.1),
        ["gelu"] = x => x.Gelu(),
        ["softplus"] = x => x.Softplus(),
        ["clamp"] = x => x.Clamp(-0.5, 0.5),
        ["masked fill"] = x => x.MaskedFill(x > 0.25, 7),
        ["where"] = x => Tensor.Where(x > 0, x, x * x),
    };

    /// <summary>Of one tensor, element by element; only for numbers that are not near 0 or below.</summary>
    public static readonly Dictionary<string, Func<Tensor, Tensor>> OfPositive = new()
    {
        ["log"] = x => x.Log(),
        ["sqrt"] = x => x.Sqrt(),
        ["power 1.7"] = x => x.Pow(1.7),
        ["1 over"] = x => 1 / x,
    };

    /// <summary>Of two tensors that broadcast.</summary>
    public static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> Binary = new()
    {
        ["add"] = (x, y) => x + y,
        ["subtract"] = (x, y) => x - y,
        ["multiply"] = (x, y) => x * y,
        ["divide"] = (x, y) => x / (y.Square() + 1),
        ["maximum"] = Tensor.Maximum,
        ["minimum"] = Tensor.Minimum,
    };

    /// <summary>Over some axes, kept or not, of which none is empty.</summary>
    public static readonly Dictionary<string, Func<Tensor, Axes, bool, Tensor>> Reductions = new()
    {
        ["sum"] = (x, axes, keep) => x.Sum(axes, keep),
        ["mean"] = (x, axes, keep) => x.Mean(axes, keep),
        ["max"] = (x, axes, keep) => x.Max(axes, keep),
        ["min"] = (x, axes, keep) => x.Min(axes, keep),
        ["log-sum-exp"] = (x, axes, keep) => x.LogSumExp(axes, keep),
        ["variance"] = (x, axes, keep) => x.Variance(axes, 0, keep),
        ["norm of 1 and"] = (x, axes, keep) => (x.Square() + 1).Norm(axes, keep),
    };

    /// <summary>Along one axis that is not empty.</summary>
    public static readonly Dictionary<string, Func<Tensor, int, Tensor>> AlongAxis = new()
    {
        ["softmax"] = (x, axis) => x.Softmax(axis),
        ["log-softmax"] = (x, axis) => x.LogSoftmax(axis),
    };

    /// <summary>The other ones, each with arguments of its own.</summary>
    public static readonly Dictionary<string, Func<Tensor[], int[], Tensor>> Others = new()
    {
        ["matmul"] = (x, _) => x[0].MatMul(x[1]),
        ["transpose"] = (x, n) => x[0].Transpose(n[0], n[1]),
        ["permute"] = (x, n) => x[0].Permute(n),
        ["reshape"] = (x, n) => x[0].Reshape(n),
        ["unsqueeze"] = (x, n) => x[0].Unsqueeze(n[0]),
        ["expand"] = (x, n) => x[0].Expand(new Shape(n)),
        ["slice"] = (x, n) => x[0][[.. n.Chunk(2).Select(part => part[1] < 0 ? (Slice)part[0] : (Slice)(part[0]..part[1]))]],
        ["concatenate"] = (x, n) => Tensor.Concatenate(n[0], x),
        ["stack"] = (x, n) => Tensor.Stack(n[0], x),
        ["split"] = (x, n) => x[0].Split(n[0], n[1], x[0].Shape[n[0]] - n[1])[n[2]],
        ["gather"] = (x, n) => x[0].Gather(n[0], Indices(x[0].Shape, n)),
        ["index select"] = (x, n) => x[0].IndexSelect(n[0], Tensor.From([.. n[1..].Select(index => (double)index)])),
        ["lower triangle"] = (x, n) => x[0].LowerTriangle(n[0]),
        ["mean squared error"] = (x, _) => Loss.MeanSquaredError(x[0], x[1]),
        ["cross-entropy"] = (x, n) => Loss.CrossEntropy(x[0], Tensor.From([.. n.Select(one => (double)one)])),
        ["binary cross-entropy"] = (x, n) => Loss.BinaryCrossEntropy(x[0], new Tensor(x[0].Shape, [.. n.Select(one => (double)one)])),
    };

    public static Tensor Apply(string operation, Tensor[] x, int[] n)
    {
        if (Elementwise.TryGetValue(operation, out var function) || OfPositive.TryGetValue(operation, out function))
        {
            return function(x[0]);
        }

        return Binary.TryGetValue(operation, out var binary) ? binary(x[0], x[1])
            : Reductions.TryGetValue(operation, out var reduction) ? reduction(x[0], n.Length == 1 ? default : Axes.Create(n.AsSpan(1)), n[0] == 1)
            : AlongAxis.TryGetValue(operation, out var along) ? along(x[0], n[0])
            : Others[operation](x, n);
    }

    /// <summary>Indices in a tensor's shape, but with as many along the axis as there are.</summary>
    private static Tensor Indices(Shape shape, int[] n)
    {
        int[] extents = [.. shape];
        extents[n[0]] = n[1];
        return new Tensor(new Shape(extents), [.. n[2..].Select(index => (double)index)]);
    }
}
