using Backprop.Benchmarks;

return new BenchmarkCommand().Root().Parse(args).Invoke();
