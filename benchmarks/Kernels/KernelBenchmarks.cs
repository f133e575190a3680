using Backprop.Kernels;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

namespace Backprop.Benchmarks.Kernels;

/// <summary>The loops alone, in the sizes of the quadratic fitter.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private readonly double[] x = Tensor.Uniform([200, 64], -4, 4, new Generator(1)).ToArray();
    private readonly double[] w = Tensor.Uniform([64, 64], -1, 1, new Generator(2)).ToArray();
    private readonly double[] sigmoid = Tensor.Uniform([200, 64], -4, 4, new Generator(1)).Sigmoid().ToArray();
    private readonly double[] y = new double[200 * 64];
    private readonly double[] g = new double[64 * 64];

    public static void Run() => BenchmarkRunner.Run<KernelBenchmarks>(
        DefaultConfig.Instance.WithArtifactsPath(Path.Combine("out", "benchmarks")));

    [Benchmark]
    public void ProductOfLayer() => MatrixProduct.Multiply(x, false, w, false, y, 200, 64, 64);

    [Benchmark]
    public void ProductForInputGradient() => MatrixProduct.Multiply(x, false, w, true, y, 200, 64, 64);

    [Benchmark]
    public void ProductForWeightGradient() => MatrixProduct.Multiply(x, true, x, false, g, 64, 64, 200);

    [Benchmark]
    public void Sigmoid() => SigmoidKernel.Sigmoid(x, y);

    [Benchmark]
    public void SigmoidPullback() => SigmoidKernel.Pullback(x, x, sigmoid, y);
}
