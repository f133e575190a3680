using System.Numerics.Tensors;
using Backprop.Memory;

namespace Backprop.Kernels;

/// <summary>
/// Scaled dot-product attention, P = softmax(Q·Kᵀ/√d) and O = P·V, for each head of each sequence. Queries, keys and values are
/// read where a projection has written them, side by side in the rows of one array, and O is written where the next one reads it:
/// nothing is moved.
/// </summary>
/// <param name="batch">The sequences.</param>
/// <param name="time">The samples of each.</param>
/// <param name="features">The features of a sample, shared out among the heads.</param>
/// <param name="heads">The heads.</param>
/// <param name="isCausal">Whether a sample sees itself and earlier ones only.</param>
internal readonly unsafe struct AttentionKernel(int batch, int time, int features, int heads, bool isCausal)
{
    private readonly int width = features / heads;
    private readonly double scale = 1 / Math.Sqrt((double)features / heads);

    /// <summary>Computes P and O.</summary>
    /// <param name="joined">Q, K and V, (batch, time, 3·features).</param>
    /// <param name="weights">P, (batch, heads, time, time).</param>
    /// <param name="output">O, (batch, time, features).</param>
    public void Attend(ReadOnlySpan<double> joined, Span<double> weights, Span<double> output)
    {
        fixed (double* inputs = joined, p = weights, o = output)
        {
            for (var pair = 0; pair < batch * heads; pair++)
            {
                var square = p + (pair * time * time);
                MatrixProduct.Multiply(ByRows(Part(inputs, pair, 0)), ByRows(Part(inputs, pair, 1)), Square(square, width));
                Softmax(new Span<double>(square, time * time));
                MatrixProduct.Multiply(new Operand(square, time, 1), ByColumns(Part(inputs, pair, 2)), Narrow(Head(o, pair), features));
            }
        }
    }

    /// <summary>
    /// Computes ∂L/∂(Q, K, V): ∂V = Pᵀ·G, and with S = P∘(G·Vᵀ − the sums of (G·Vᵀ)∘P along its rows)/√d, ∂Q = S·K and ∂K = Sᵀ·Q.
    /// </summary>
    /// <param name="gradient">G = ∂L/∂O.</param>
    /// <param name="joined">Q, K and V.</param>
    /// <param name="weights">P.</param>
    /// <param name="result">∂L/∂Q, ∂L/∂K and ∂L/∂V, side by side.</param>
    public void PullBack(ReadOnlySpan<double> gradient, ReadOnlySpan<double> joined, ReadOnlySpan<double> weights, Span<double> result)
    {
        var scores = Scratch.New(time * time);
        fixed (double* g = gradient, inputs = joined, p = weights, d = result, s = scores)
        {
            for (var pair = 0; pair < batch * heads; pair++)
            {
                var square = p + (pair * time * time);
                Operand upstream = new(Head(g, pair), features, 1);
                MatrixProduct.Multiply(new Operand(square, 1, time), new Operand(upstream.Data, 1, features), Joined(Part(d, pair, 2)));
                MatrixProduct.Multiply(upstream, ByRows(Part(inputs, pair, 2)), Square(s, width));
                PullBackSoftmax(new ReadOnlySpan<double>(square, time * time), scores);
                MatrixProduct.Multiply(new Operand(s, time, 1), ByColumns(Part(inputs, pair, 1)), Joined(Part(d, pair, 0)));
                MatrixProduct.Multiply(new Operand(s, 1, time), ByColumns(Part(inputs, pair, 0)), Joined(Part(d, pair, 1)));
            }
        }
    }

    /// <summary>Where a head's queries (0), keys (1) or values (2) of a sequence begin.</summary>
    private double* Part(double* joined, int pair, int part) =>
        joined + ((long)(pair / heads) * time * 3 * features) + (part * features) + (pair % heads * width);

    /// <summary>Where a head's part of O begins.</summary>
    private double* Head(double* output, int pair) => output + ((long)(pair / heads) * time * features) + (pair % heads * width);

    /// <summary>A part as A of a product A·B, or as B of A·Bᵀ.</summary>
    private Operand ByRows(double* part) => new(part, 3 * features, 1);

    /// <summary>A part as B of a product A·B.</summary>
    private Operand ByColumns(double* part) => new(part, 1, 3 * features);

    private Result Square(double* data, int inner) => new(data, null, time, time, inner, time);

    private Result Narrow(double* data, int stride) => new(data, null, time, width, time, stride);

    private Result Joined(double* part) => Narrow(part, 3 * features);

    private void Softmax(Span<double> scores)
    {
        for (var i = 0; i < time; i++)
        {
            var row = scores.Slice(i * time, time);
            var seen = row[..(isCausal ? i + 1 : time)];
            TensorPrimitives.Multiply(seen, scale, seen);
            RowKernels.Softmax(seen, seen, seen.Length);
            row[seen.Length..].Clear();
        }
    }

    private void PullBackSoftmax(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        for (var i = 0; i < time; i++)
        {
            var row = gradient.Slice(i * time, time);
            var seen = row[..(isCausal ? i + 1 : time)];
            var p = weights.Slice(i * time, seen.Length);
            TensorPrimitives.Subtract(seen, TensorPrimitives.Dot(p, seen), seen);
            TensorPrimitives.Multiply(seen, p, seen);
            TensorPrimitives.Multiply(seen, scale, seen);
            row[seen.Length..].Clear();
        }
    }
}
