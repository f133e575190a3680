namespace Backprop.Tests.Tensors.Kernels;

/// <summary>The same numbers give the same bytes, wherever in memory their array happens to lie.</summary>
public class PlaceTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["exp"] = x => x.Exp(),
        ["ln"] = x => x.Abs().Log(),
        ["sin"] = x => x.Sin(),
        ["cos"] = x => x.Cos(),
        ["tanh"] = x => x.Tanh(),
        ["sigmoid"] = x => x.Sigmoid(),
        ["softplus"] = x => x.Softplus(),
        ["gelu"] = x => x.Gelu(),
        ["erf"] = x => x.Erf(),
        ["expm1"] = x => x.Expm1(),
        ["log1p"] = x => x.Abs().Log1p(),
        ["power"] = x => x.Abs().Pow(1.7),
        ["root"] = x => x.Abs().Sqrt(),
        ["quotient"] = x => x / 3,
        ["sum"] = x => x.Sum(),
        ["sums of rows"] = x => x.Sum(1),
        ["sums of columns"] = x => x.Sum(0),
        ["norm"] = x => x.Norm(),
        ["softmax"] = x => x.Softmax(-1),
        ["ln softmax"] = x => x.LogSoftmax(-1),
        ["log-sum-exp"] = x => x.LogSumExp(1),
        ["standardise"] = x => x.Standardise(1e-5),
        ["variance"] = x => x.Variance(1),
        ["product of matrices"] = x => x.MatMul(x.Transpose()),
        ["its transpose"] = x => x.Transpose().MatMul(x),
        ["cumulative sum"] = x => x.CumulativeSum(0),
        ["product"] = x => x.Product(1),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_function_and_its_gradient_have_the_same_bytes_wherever_the_array_lies(string name)
    {
        // Of every size from 10⁻⁷ to 10: the vectorised functions of others take several ways among these.
        Random random = new(1);
        double[] numbers = [.. Enumerable.Range(0, 100 * 101).Select(_ => Math.Pow(10, (random.NextDouble() * 8) - 7) * ((random.Next(2) * 2) - 1))];
        var (value, gradient) = Compute(Functions[name], numbers);

        for (var i = 0; i < 30; i++)
        {
            GC.KeepAlive(new double[12_000 + random.Next(8)]); // moves what is made next, since large arrays lie one behind the other
            var (again, gradientAgain) = Compute(Functions[name], numbers);
            Assert.Equal(value, again);
            Assert.Equal(gradient, gradientAgain);
        }
    }

    private static (double[] Value, double[] Gradient) Compute(Func<Tensor, Tensor> function, double[] numbers)
    {
        Tensor x = new([100, 101], numbers.AsSpan());
        x.RequiresGrad = true;
        var y = function(x);
        return (y.ToArray(), y.Square().Sum().Gradients()[x].ToArray());
    }
}
