namespace Backprop.Layers;

/// <summary>
/// x ← x + attention(norm(x)), then x ← x + network(norm(x)): the samples exchange what they know, then each works on it.
/// </summary>
/// <remarks>The order with the norm before each part is that of GPT-2 (Radford et al., 2019).</remarks>
public sealed class TransformerBlock : Module
{
    /// <summary>Makes the block; the network inside is four times as wide.</summary>
    /// <param name="features">How many features each sample has.</param>
    /// <param name="heads">How many heads of attention share them.</param>
    /// <param name="generator">Where the initial numbers are drawn from.</param>
    /// <param name="isCausal">Whether a sample sees itself and earlier ones only.</param>
    /// <param name="dropout">The probability with which, while training, each weight of the attention is set to 0.</param>
    /// <exception cref="ArgumentException">The features cannot be shared out evenly.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dropout is not a number from 0 to below 1.</exception>
    public TransformerBlock(int features, int heads, Generator generator, bool isCausal = true, double dropout = 0)
    {
        Attention = new MultiHeadSelfAttention(features, heads, generator, isCausal, dropout);
        (AttentionNorm, NetworkNorm) = (new LayerNorm(features), new LayerNorm(features));
        Network = new Sequential(
            new Linear(features, 4 * features, generator), new Gelu(), new Linear(4 * features, features, generator));
    }

    /// <summary>Normalises what the attention sees.</summary>
    public LayerNorm AttentionNorm { get; }

    /// <summary>Lets the samples exchange what they know.</summary>
    public MultiHeadSelfAttention Attention { get; }

    /// <summary>Normalises what the network sees.</summary>
    public LayerNorm NetworkNorm { get; }

    /// <summary>Works on each sample alone.</summary>
    public Sequential Network { get; }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Module Module)> Submodules =>
    [
        ("attention_norm", AttentionNorm), ("attention", Attention), ("network_norm", NetworkNorm), ("network", Network),
    ];

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">x is not of shape (batch, time, features).</exception>
    public override Tensor Forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var seen = input + Attention.Call(AttentionNorm.Call(input));
        return seen + Network.Call(NetworkNorm.Call(seen));
    }
}
