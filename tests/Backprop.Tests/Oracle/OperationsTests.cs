using System.Globalization;
using System.Text.Json;
using Backprop.Layers;

namespace Backprop.Tests.Oracle;

/// <summary>Operations, layers and losses: values and gradients as PyTorch has them.</summary>
public class OperationsTests
{
    private static readonly JsonElement[] Cases = [.. OracleFile.Root.GetProperty("operations").EnumerateArray()];

    /// <summary>By the first words of a case's name; the numbers behind it are axes and the like.</summary>
    private static readonly Dictionary<string, Func<Tensor[], int[], bool, Tensor>> Operations = new()
    {
        ["add"] = (x, _, _) => x[0] + x[1],
        ["subtract"] = (x, _, _) => x[0] - x[1],
        ["multiply"] = (x, _, _) => x[0] * x[1],
        ["divide"] = (x, _, _) => x[0] / x[1],
        ["negate"] = (x, _, _) => -x[0],
        ["scalar mixes"] = (x, _, _) => ((2 - ((x[0] + 1) * 3)) / 4) + (5 / ((x[0] * x[0]) + 1)) - 1 + (0.5 * x[0]),
        ["pow tensor"] = (x, _, _) => x[0].Pow(x[1]),
        ["exp"] = (x, _, _) => x[0].Exp(),
        ["expm1"] = (x, _, _) => x[0].Expm1(),
        ["log1p"] = (x, _, _) => x[0].Log1p(),
        ["erf"] = (x, _, _) => x[0].Erf(),
        ["round"] = (x, _, _) => x[0].Round(),
        ["sin"] = (x, _, _) => x[0].Sin(),
        ["cos"] = (x, _, _) => x[0].Cos(),
        ["abs"] = (x, _, _) => x[0].Abs(),
        ["square"] = (x, _, _) => x[0].Square(),
        ["tanh"] = (x, _, _) => new Tanh().Forward(x[0]),
        ["sigmoid"] = (x, _, _) => new Sigmoid().Forward(x[0]),
        ["relu"] = (x, _, _) => new Relu().Forward(x[0]),
        ["gelu"] = (x, _, _) => new Gelu().Forward(x[0]),
        ["softplus"] = (x, _, _) => x[0].Softplus(),
        ["leaky relu"] = (x, _, _) => x[0].LeakyRelu(0.1),
        ["log"] = (x, _, _) => x[0].Log(),
        ["sqrt"] = (x, _, _) => x[0].Sqrt(),
        ["clamp"] = (x, _, _) => x[0].Clamp(-0.5, 0.5),
        ["maximum"] = (x, _, _) => Tensor.Maximum(x[0], x[1]),
        ["minimum"] = (x, _, _) => Tensor.Minimum(x[0], x[1]),
        ["where"] = (x, _, _) => Tensor.Where(x[0] > 0, x[0], x[1]),
        ["masked fill"] = (x, _, _) => x[0].MaskedFill(x[0] > 0, 7),
        ["lower triangle"] = (x, n, _) => x[0].LowerTriangle(n.FirstOrDefault()),
        ["sum"] = (x, n, keep) => x[0].Sum(Axes(n), keep),
        ["mean"] = (x, n, keep) => x[0].Mean(Axes(n), keep),
        ["max"] = (x, n, keep) => x[0].Max(Axes(n), keep),
        ["min"] = (x, n, keep) => x[0].Min(Axes(n), keep),
        ["norm"] = (x, n, keep) => x[0].Norm(Axes(n), keep),
        ["log-sum-exp"] = (x, n, keep) => x[0].LogSumExp(Axes(n), keep),
        ["variance"] = (x, n, keep) => x[0].Variance(Axes(n), keepDims: keep),
        ["standard deviation"] = (x, n, keep) => x[0].StandardDeviation(Axes(n), keepDims: keep),
        ["population variance"] = (x, n, keep) => x[0].Variance(Axes(n), correction: 0, keep),
        ["cumulative sum"] = (x, n, _) => x[0].CumulativeSum(n[0]),
        ["cumulative product"] = (x, n, _) => x[0].CumulativeProduct(n[0]),
        ["product"] = (x, n, keep) => x[0].Product(Axes(n), keep),
        ["sort"] = (x, n, _) => x[0].Sort(n.Length > 0 ? n[0] : -1),
        ["sort 0 descending"] = (x, _, _) => x[0].Sort(0, descending: true),
        ["top-k"] = (x, n, _) => x[0].TopK(n[0], n[1]).Values,
        ["top-k 3 -1 smallest"] = (x, _, _) => x[0].TopK(3, -1, largest: false).Values,
        ["softmax"] = (x, n, _) => new Softmax(n[0]).Forward(x[0]),
        ["log-softmax"] = (x, n, _) => x[0].LogSoftmax(n[0]),
        ["matmul"] = (x, _, _) => x[0].MatMul(x[1]),
        ["transpose"] = (x, n, _) => n.Length > 0 ? x[0].Transpose(n[0], n[1]) : x[0].Transpose(),
        ["permute"] = (x, n, _) => x[0].Permute(n),
        ["reshape"] = (x, n, _) => x[0].Reshape(n),
        ["squeeze"] = (x, n, _) => x[0].Squeeze(n[0]),
        ["unsqueeze"] = (x, n, _) => x[0].Unsqueeze(n[0]),
        ["expand"] = (x, n, _) => x[0].Expand(new Shape(n)),
        ["flatten"] = (x, n, _) => x[0].Flatten(n[0]),
        ["slice 1.. ^1"] = (x, _, _) => x[0][1.., ^1],
        ["slice .. 1..3"] = (x, _, _) => x[0][.., 1..3],
        ["slice ..0"] = (x, _, _) => x[0][..0],
        ["slice"] = (x, n, _) => x[0][n[0]],
        ["gather"] = (x, n, _) => x[0].Gather(n[0], new Tensor([3, 2], [0, 0, 3, 1, 2, 2])),
        ["index select"] = (x, n, _) => x[0].IndexSelect(n[0], Tensor.From([2, 2, 0, 1])),
        ["slice step 2"] = (x, _, _) => x[0][(..).Step(2), .., (1..4).Step(2)],
        ["slice step back"] = (x, _, _) => x[0][.., (..).Step(-2)],
        ["scatter add"] = (x, n, _) => x[0].ScatterAdd(
            n[0], n[0] == 1 ? new Tensor([3, 2], [0, 0, 3, 1, 2, 2]) : new Tensor([1, 4], [0, 2, 2, 0]), x[1]),
        ["flip"] = (x, n, _) => x[0].Flip(Axes(n)),
        ["roll"] = (x, n, _) => x[0].Roll(n[0], n[1]),
        ["tile"] = (x, n, _) => x[0].Tile(n),
        ["diagonal"] = (x, n, _) => n.Length > 1 ? x[0].Diagonal(n[0], n[1], n[2]) : x[0].Diagonal(n[0]),
        ["masked select"] = (x, _, _) => x[0].MaskedSelect(x[0] > 0),
        ["masked select column"] = (x, _, _) => x[0].MaskedSelect(new Tensor([3, 1], [1, 0, 1])),
        ["masked select nothing"] = (x, _, _) => x[0].MaskedSelect(x[0] > 100),
        ["concatenate"] = (x, n, _) => Tensor.Concatenate(n[0], x[0], x[1], x[0]),
        ["stack"] = (x, n, _) => Tensor.Stack(n[0], x[0], x[1]),
        ["split"] = (x, n, _) => x[0].Split(n[0], 1, 3)[1],
        ["mean squared error"] = (x, _, _) => Loss.MeanSquaredError(x[0], x[1]),
        ["cross-entropy"] = (x, _, _) => Loss.CrossEntropy(x[0], Tensor.From([0, 3, 1])),
        ["cross-entropy of probabilities"] = (x, _, _) => Loss.CrossEntropyOfProbabilities(x[0], Tensor.Full([3, 4], 0.25)),
        ["binary cross-entropy"] = (x, _, _) => Loss.BinaryCrossEntropy(x[0], Y() > 0),
        ["max-margin"] = (x, _, _) => Loss.MaxMargin(x[0], Y().Sign()),
        ["l1"] = (x, _, _) => Loss.L1(x[0], x[1]),
        ["l1 none"] = (x, _, _) => Loss.L1(x[0], x[1], Reduction.None),
        ["huber 1"] = (x, _, _) => Loss.Huber(x[0], x[1]),
        ["huber 0.25"] = (x, _, _) => Loss.Huber(x[0], x[1], 0.25),
        ["huber sum"] = (x, _, _) => Loss.Huber(x[0], x[1], 0.5, Reduction.Sum),
        ["cross-entropy in time"] = (x, n, _) => Loss.CrossEntropy(x[0], Classes.Abs(), reduction: (Reduction)n[0]),
        ["cross-entropy weighted"] = (x, n, _) => Loss.CrossEntropy(x[0], Classes.Abs(), Weights, reduction: (Reduction)n[0]),
        ["cross-entropy with padding"] = (x, n, _) => Loss.CrossEntropy(x[0], Classes, Weights, -1, (Reduction)n[0]),
        ["cross-entropy padding only"] = (x, n, _) => Loss.CrossEntropy(x[0], Classes, null, -1, (Reduction)n[0]),
        ["jacobian"] = (x, _, _) => Tensor.Jacobian(at => at.CumulativeSum(-1).Sin() * at[0], x[0]),
        ["hessian"] = (x, _, _) => Tensor.Hessian(at => (at.Product(-1) * at.Exp().Sum(0)[0]).Sum(), x[0]),
        ["layer norm"] = (x, _, _) => With(new LayerNorm(4), x),
        ["batch norm"] = (x, _, _) => With(new BatchNorm(4), x),
        ["batch norm in use"] = (x, _, _) => With(AfterY(new BatchNorm(4, momentum: 0.3)), x),
        ["linear"] = (x, _, _) => With(new Linear(4, 2, new Generator(1)), x),
        ["embedding"] = (x, _, _) => With(new Embedding(3, 2, new Generator(1)), [new Tensor([2, 2], [0, 2, 2, 1]), .. x]),
        ["attention"] = (x, _, _) => With(new MultiHeadSelfAttention(4, 2, new Generator(1)), x),
        ["transformer block"] = (x, _, _) => With(
            new TransformerBlock(4, 2, new Generator(1)),
            [x[0], x[5], x[6], x[1], x[2], x[3], x[4], x[7], x[8], x[9], x[10], x[11], x[12]]),
    };

    public static TheoryData<int, string> Names
    {
        get
        {
            TheoryData<int, string> names = [];
            for (var i = 0; i < Cases.Length; i++)
            {
                names.Add(i, Cases[i].GetProperty("name").GetString()!);
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_gives_PyTorchs_values_and_gradients(int index, string name)
    {
        var json = Cases[index];
        var inputs = OracleFile.Tensors(json.GetProperty("inputs"));
        foreach (var input in inputs)
        {
            input.RequiresGrad = true;
        }

        var output = Operation(name)(inputs);
        var gradients = output.Gradients(OracleFile.Tensor(json.GetProperty("upstream")));

        OracleFile.Agree(OracleFile.Tensor(json.GetProperty("output")), output, name);
        foreach (var (expected, i) in OracleFile.Tensors(json.GetProperty("gradients")).Select((gradient, i) => (gradient, i)))
        {
            OracleFile.Agree(expected, Gradient(gradients, inputs[i]), $"{name}, gradient of input {i}");
        }
    }

    [Fact]
    public void Every_operation_has_a_case() => Assert.Empty(
        Operations.Keys.Except(Cases.Select(one => Key(one.GetProperty("name").GetString()!))).Except(["slice"]));

    private static Func<Tensor[], Tensor> Operation(string name)
    {
        if (name.StartsWith("pow ", StringComparison.Ordinal) && name != "pow tensor")
        {
            return x => x[0].Pow(double.Parse(name[4..], CultureInfo.InvariantCulture));
        }

        var key = Key(name);
        int[] numbers = [.. name[key.Length..].Split(' ').Where(word => int.TryParse(word, out _)).Select(int.Parse)];
        return x => Operations[key](x, numbers, name.EndsWith(" keep", StringComparison.Ordinal));
    }

    /// <summary>The longest key that the name starts with.</summary>
    private static string Key(string name) => Operations.Keys
        .Where(key => name == key || name.StartsWith(key + " ", StringComparison.Ordinal))
        .OrderByDescending(key => key.Length)
        .FirstOrDefault(name);

    private static Axes Axes(int[] axes) => axes.Length == 0 ? default : Backprop.Axes.Create(axes);

    /// <summary>Classes of two sequences of three samples, −1 for padding.</summary>
    private static Tensor Classes => new([2, 3], [0, 3, -1, 2, -1, 1]);

    private static Tensor Weights => Tensor.From([0.5, 2, 0, 1.5]);

    private static Tensor Y() => OracleFile.Tensor(OracleFile.Root.GetProperty("y"));

    /// <summary>A layer that is in use after it was trained on y.</summary>
    private static Module AfterY(Module layer)
    {
        layer.Forward(Y());
        layer.Eval();
        return layer;
    }

    /// <summary>A layer on the first input; the others take its parameters' place, in their order.</summary>
    private static Tensor With(Module layer, Tensor[] inputs)
    {
        var parameters = layer.Parameters.ToArray();
        Assert.Equal(parameters.Length, inputs.Length - 1);
        foreach (var (parameter, input) in parameters.Zip(inputs.Skip(1)))
        {
            parameter.Write(data => input.Data.CopyTo(data));
            Stands[input] = parameter;
        }

        return layer.Forward(inputs[0]);
    }

    /// <summary>The parameters that stand for inputs of cases.</summary>
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Tensor, Tensor> Stands = new();

    private static Tensor Gradient(IReadOnlyDictionary<Tensor, Tensor> gradients, Tensor input) =>
        gradients.GetValueOrDefault(input)
        ?? (Stands.TryGetValue(input, out var parameter) ? gradients.GetValueOrDefault(parameter) : null)
        ?? Tensor.Zeros(input.Shape);
}
