namespace Backprop.Benchmarks.Workloads;

/// <summary>The workloads by their names.</summary>
internal static class Catalogue
{
    public static Workload Make(string name, Inputs inputs) => name.Split('-')[0] switch
    {
        "W1" => new QuadraticFitter(inputs),
        "W2" => new ScalarMoons(inputs),
        "W3" => new DigitsNetwork(inputs, int.Parse(name.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture)),
        "W4" => new Transformer(inputs),
        "W5" => new MatrixProductWorkload(inputs, MatrixProductShape.Parse(name)),
        "W6" => new Chain(int.Parse(name.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture)),
        "W7" when name == "W7-sigmoid" => new SigmoidOfMany(inputs),
        "W7" when name == "W7-add" => new BroadcastAdd(inputs),
        _ => throw new ArgumentException($"there is no workload {name}"),
    };
}
