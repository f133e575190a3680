using Backprop.Kernels;
using Backprop.Memory;

namespace Backprop;

/// <content>Attention, as one operation and in steps.</content>
public partial class Tensor
{
    /// <summary>
    /// Scaled dot-product attention of several heads, softmax(Q·Kᵀ/√d)·V for each, as one operation: what
    /// <see cref="AttentionInSteps"/> computes, without moving anything. ∂L/∂Q = S·K, ∂L/∂K = Sᵀ·Q and ∂L/∂V = Pᵀ·G with the weights
    /// P and S = P∘(G·Vᵀ − the sums of (G·Vᵀ)∘P along its rows)/√d.
    /// </summary>
    /// <param name="heads">How many heads share the features.</param>
    /// <param name="isCausal">Whether a sample sees itself and earlier ones only.</param>
    /// <returns>What each sample has gathered, (batch, time, features), where this is Q, K and V side by side.</returns>
    /// <remarks>Source: Vaswani et al., "Attention Is All You Need" (2017).</remarks>
    internal Tensor Attention(int heads, bool isCausal)
    {
        var (batch, time, features) = (Shape[0], Shape[1], Shape[2] / 3);
        AttentionKernel kernel = new(batch, time, features, heads, isCausal);
        var weights = Scratch.New(batch * heads * time * time);
        var values = Scratch.New(batch * time * features);
        kernel.Attend(Data, weights, values);
        return Record("attention", [batch, time, features], values, new Edge(this, (g, _) => InOnePass(
            Shape,
            gradient => kernel.PullBack(g.Data, Data, weights, gradient),
            () => AttentionInSteps(heads, isCausal).Output.Gradient(this, g, record: true))));
    }

    /// <summary>The same of smaller operations, for those who want to see the weights, or gradients of gradients.</summary>
    /// <param name="heads">How many heads share the features.</param>
    /// <param name="isCausal">Whether a sample sees itself and earlier ones only.</param>
    /// <param name="dropout">What is done to the weights before they are used; nothing, if it is null.</param>
    /// <returns>The output, and the weights that each sample gives to the others, (batch, heads, time, time).</returns>
    internal (Tensor Output, Tensor Weights) AttentionInSteps(int heads, bool isCausal, Func<Tensor, Tensor>? dropout = null)
    {
        var (batch, time, features) = (Shape[0], Shape[1], Shape[2] / 3);
        Tensor Heads(Tensor x) => x.Reshape(batch, time, heads, features / heads).Permute(0, 2, 1, 3);

        var parts = Split(-1, features, features, features);
        var (queries, keys, values) = (Heads(parts[0]), Heads(parts[1]), Heads(parts[2]));
        var scores = queries.MatMul(keys.Transpose()) / Math.Sqrt((double)features / heads);
        var weights = (isCausal ? scores.MaskedFill(Later(time), double.NegativeInfinity) : scores).Softmax(-1);
        weights = dropout is null ? weights : dropout(weights);
        return (weights.MatMul(values).Permute(0, 2, 1, 3).Reshape(batch, time, features), weights);
    }

    /// <summary>1 where the column, the sample that is looked at, is later than the row, the one that looks.</summary>
    private static Tensor Later(int time) => Arange(time) > Arange(time).Reshape(-1, 1);
}
