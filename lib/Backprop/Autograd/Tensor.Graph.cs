namespace Backprop;

/// <content>The tensor as a node of the graph that a backward pass walks.</content>
public partial class Tensor
{
    private static long newest;

    private Edge[] edges = [];
    private bool requiresGrad;

    /// <summary>
    /// A number that grows with each tensor made: an operation's output is always newer than its inputs, so newest
    /// first is an order in which a backward pass may visit the graph.
    /// </summary>
    internal long Order { get; } = Interlocked.Increment(ref newest);

    /// <summary>The operation that made the tensor, empty for one that was not recorded.</summary>
    public string Operation { get; private set; } = "";

    /// <summary>The arrows to the inputs whose gradients are wanted; none where nothing was recorded.</summary>
    public IReadOnlyList<Edge> Edges => edges;

    /// <summary>Whether the tensor was not made by a recorded operation.</summary>
    public bool IsLeaf => edges.Length == 0;

    /// <summary>Whether gradients travel back to this tensor. May be set on leaves.</summary>
    /// <exception cref="GradientException">It is taken from a tensor that was made by a recorded operation.</exception>
    public bool RequiresGrad
    {
        get => requiresGrad;
        set => requiresGrad = value || IsLeaf
            ? value
            : throw new GradientException(
                $"requires grad: the tensor was made by {Operation}, so its gradient is needed on the way; use Detach()");
    }

    /// <summary>What <see cref="Backward"/> has added up so far in a leaf: ∂L/∂this. Null before the first time.</summary>
    public Tensor? Grad { get; internal set; }

    /// <summary>Forgets the gradient that was added up, so that the next <see cref="Backward"/> starts from nothing.</summary>
    public void ZeroGrad() => Grad = null;

    /// <summary>A copy of the elements that nothing is recorded for.</summary>
    public Tensor Detach() => new(Shape, Data);

    /// <summary>Until the scope is disposed, operations in this flow of control are not recorded.</summary>
    /// <example><code>using (Tensor.NoGrad()) { prediction = model.Forward(x); }</code></example>
    public static IDisposable NoGrad() => Recording.Set(on: false);

    /// <summary>
    /// Walks the recorded graph from this tensor back to its leaves and adds ∂this/∂leaf to each leaf's
    /// <see cref="Grad"/>.
    /// </summary>
    /// <param name="seed">The upstream gradient, in this tensor's shape; 1 for a single number.</param>
    /// <exception cref="GradientException">Nothing was recorded, or the tensor is no single number and there is no
    /// seed.</exception>
    /// <exception cref="ShapeMismatchException">The seed's shape is not this tensor's.</exception>
    public void Backward(Tensor? seed = null)
    {
        foreach (var (leaf, gradient) in Gradients(seed))
        {
            // A copy, since one tensor may have arrived at several leaves, or be the seed.
            leaf.Grad = leaf.Grad is { } sum ? Add(sum, gradient) : gradient.Detach();
        }

        static Tensor Add(Tensor sum, Tensor gradient)
        {
            using (NoGrad())
            {
                return sum + gradient;
            }
        }
    }

    /// <summary>
    /// The gradients of this tensor with respect to the leaves that it was computed from. Writes nothing.
    /// </summary>
    /// <param name="seed">The upstream gradient, in this tensor's shape; 1 for a single number.</param>
    /// <param name="record">Whether the backward pass is recorded itself, for gradients of gradients.</param>
    /// <returns>∂this/∂leaf in the leaf's shape, for every leaf that requires a gradient.</returns>
    /// <exception cref="GradientException">Nothing was recorded, or the tensor is no single number and there is no
    /// seed.</exception>
    /// <exception cref="ShapeMismatchException">The seed's shape is not this tensor's.</exception>
    public IReadOnlyDictionary<Tensor, Tensor> Gradients(Tensor? seed = null, bool record = false) =>
        BackwardPass.Run(this, seed, tensor => tensor.IsLeaf, record);

    /// <summary>The gradient of this tensor with respect to any tensor that it was computed from.</summary>
    /// <param name="of">The tensor to differentiate with respect to.</param>
    /// <param name="seed">The upstream gradient, in this tensor's shape; 1 for a single number.</param>
    /// <param name="record">Whether the backward pass is recorded itself, for gradients of gradients.</param>
    /// <returns>∂this/∂<paramref name="of"/>, in the shape of <paramref name="of"/>.</returns>
    /// <exception cref="GradientException">This tensor does not depend on <paramref name="of"/>, nothing was
    /// recorded, or the tensor is no single number and there is no seed.</exception>
    /// <exception cref="ShapeMismatchException">The seed's shape is not this tensor's.</exception>
    public Tensor Gradient(Tensor of, Tensor? seed = null, bool record = false)
    {
        ArgumentNullException.ThrowIfNull(of);
        return BackwardPass.Run(this, seed, tensor => ReferenceEquals(tensor, of), record).TryGetValue(of, out var gradient)
            ? gradient
            : throw new GradientException(
                "gradient: no recorded path leads back from this tensor to the one asked for; "
                + "set RequiresGrad on it before computing with it");
    }

    /// <summary>Makes an operation's output and remembers the arrows to the inputs that require a gradient.</summary>
    private static Tensor Record(string operation, Shape shape, double[] values, params ReadOnlySpan<Edge> candidates)
    {
        var output = new Tensor(shape, values);
        if (Recording.IsOn && candidates.ToArray().Where(edge => edge.Input.RequiresGrad).ToArray() is { Length: > 0 } edges)
        {
            (output.edges, output.Operation, output.requiresGrad) = (edges, operation, true);
        }

        return output;
    }
}
