using Backprop.Layers;
using Backprop.Optimizers;

namespace Backprop.Benchmarks.Workloads;

/// <summary>
/// W4: a step of a character transformer in the sizes of Autograd-from-Scratch's test: 4 pieces of 32 characters, 128 features,
/// 8 heads, 3 blocks, an alphabet of 65, Adam.
/// </summary>
internal sealed class Transformer : Workload
{
    private const int Batch = 4;
    private const int Time = 32;
    private const int Features = 128;
    private const int Heads = 8;
    private const int Alphabet = 65;

    private readonly Tensor characters;
    private readonly Tensor next;
    private readonly Sequential model;
    private readonly Adam optimizer;

    public Transformer(Inputs inputs)
    {
        Generator generator = new(4);
        characters = Tensor.RandomInt([Batch, Time], 0, Alphabet, generator);
        next = Tensor.RandomInt([Batch * Time], 0, Alphabet, generator);
        model = new Sequential(
            new Embedding(Alphabet, Features, generator),
            new PositionalEmbedding(Time, Features, generator),
            new TransformerBlock(Features, Heads, generator),
            new TransformerBlock(Features, Heads, generator),
            new TransformerBlock(Features, Heads, generator),
            new LayerNorm(Features),
            new Linear(Features, Alphabet, generator));
        optimizer = new Adam(model.Parameters, 5e-3);
        inputs.Write("W4", [("x", characters), ("y", next), .. model.NamedParameters.Select(one => (one.Name, (Tensor)one.Parameter))]);
    }

    public override double Step()
    {
        var scores = model.Forward(characters).Reshape(Batch * Time, Alphabet);
        var loss = Loss.CrossEntropy(scores, next);
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        return loss.Item();
    }
}
