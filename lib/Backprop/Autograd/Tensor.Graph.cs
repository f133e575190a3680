using Backprop.Errors;
using Backprop.Memory;

namespace Backprop;

/// <content>The tensor as a node of the graph that a backward pass walks.</content>
public partial class Tensor
{
    private static long newest;

    private static readonly Lock Accumulation = new();

    private Edge[] edges = [];
    private bool requiresGrad;
    private bool retainsGrad;
    private GradientSum grad;
    private List<Hook>? hooks;

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

    /// <summary>
    /// What <see cref="Backward"/> has added up so far, in leaves and where <see cref="RetainGrad"/> was called:
    /// ∂L/∂this. Null before the first time.
    /// </summary>
    public Tensor? Grad
    {
        get => grad.Shown();
        internal set => grad.Set(value);
    }

    /// <summary>The same for code of the library that does not let go of it.</summary>
    internal Tensor? UnshownGrad => grad.Unshown;

    /// <summary>Whether <see cref="Backward"/> keeps the gradient here.</summary>
    internal bool KeepsGrad => IsLeaf || retainsGrad;

    /// <summary>When the elements were last written, on the same clock as <see cref="Order"/>.</summary>
    internal long WrittenAt { get; private set; }

    /// <summary>The innermost call that the operation was part of.</summary>
    internal CallScope? Call { get; private set; }

    /// <summary>Where the operation was called, noted while anomalies are looked for.</summary>
    internal string? Origin { get; private set; }

    /// <summary>Lets <see cref="Backward"/> keep the gradient of a tensor that was made by an operation, as of a leaf's.</summary>
    public void RetainGrad() => retainsGrad = true;

    /// <summary>
    /// Calls a function with the tensor's gradient whenever a backward pass has it complete; what the function returns
    /// goes on in its place, null leaves it as it is.
    /// </summary>
    /// <param name="hook">The function.</param>
    /// <returns>Takes the function away when it is disposed.</returns>
    public IDisposable RegisterHook(Func<Tensor, Tensor?> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return new Hook(this, Scratch.OfUser(hook));
    }

    /// <summary>Forgets the gradient that was added up, so that the next <see cref="Backward"/> starts from nothing.</summary>
    public void ZeroGrad() => grad.Clear();

    /// <summary>A copy of the elements that nothing is recorded for.</summary>
    public Tensor Detach()
    {
        BackwardPass.CheckUnchanged(this);
        return Alias(Shape);
    }

    /// <summary>
    /// Until the scope is disposed, operations in this flow of control are not recorded: in this method or cell, in what it calls,
    /// and in tasks and threads that it starts. No result of such an operation requires a gradient. Scopes may be nested, and
    /// disposed in any order; in another flow of control, such as a later cell, a scope is not in force, and disposing of it there
    /// throws an <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <example><code>using (Tensor.NoGrad()) { prediction = model.Forward(x); }</code></example>
    public static IDisposable NoGrad() => Recording.Set(on: false);

    /// <summary>
    /// Until the scope is disposed, operations in this flow of control are recorded, also within a <see cref="NoGrad"/>: for a
    /// function that computes a gradient of its own, wherever it is called.
    /// </summary>
    /// <example><code>using (Tensor.EnableGrad()) { slope = f(x).Gradient(of: x); }</code></example>
    public static IDisposable EnableGrad() => Recording.Set(on: true);

    /// <summary>
    /// Until the scope is disposed, the first operation in this flow of control that makes a NaN or an infinity out of
    /// finite numbers throws, in forward and in backward, and says where it was called. Takes time; for finding errors. An infinity
    /// that the code itself writes, such as the −∞ of a mask, is no error. For scopes see <see cref="NoGrad"/>.
    /// </summary>
    public static IDisposable DetectAnomalies() => Anomalies.Detect();

    /// <summary>
    /// Records an operation of one's own: a value that was computed in any way, and a pullback for each input. For
    /// gradients of gradients the pullbacks must be made of differentiable operations.
    /// </summary>
    /// <param name="operation">Its name, for messages.</param>
    /// <param name="value">The result; its elements are copied.</param>
    /// <param name="edges">The inputs and the pullbacks.</param>
    /// <returns>The result, as a node of the graph.</returns>
    /// <example><code>Tensor.Record("cube", x.Detach().Pow(3), new Edge(x, (g, y) => g * 3 * x * x))</code></example>
    public static Tensor Record(string operation, Tensor value, params ReadOnlySpan<Edge> edges)
    {
        Require.NotEmpty(operation);
        ArgumentNullException.ThrowIfNull(value);
        foreach (var edge in edges)
        {
            ArgumentNullException.ThrowIfNull(edge.Input, nameof(edges));
            ArgumentNullException.ThrowIfNull(edge.Pullback, nameof(edges));
        }

        Edge[] own = [.. edges];
        return value.Detach().MadeBy(operation, Array.ConvertAll(own, edge => new Edge(edge.Input, Scratch.OfUser(edge.Pullback))));
    }

    /// <summary>
    /// Walks the recorded graph from this tensor back to its leaves and adds ∂this/∂leaf to each leaf's
    /// <see cref="Grad"/>. Several threads may do so for graphs that share leaves.
    /// </summary>
    /// <param name="seed">The upstream gradient, in this tensor's shape; 1 for a single number.</param>
    /// <exception cref="GradientException">Nothing was recorded, or the tensor is no single number and there is no
    /// seed.</exception>
    /// <exception cref="ShapeMismatchException">The seed's shape is not this tensor's.</exception>
    public void Backward(Tensor? seed = null)
    {
        var gradients = BackwardPass.Run([(this, seed)], tensor => tensor.KeepsGrad, record: false);
        lock (Accumulation)
        {
            foreach (var (leaf, gradient) in gradients)
            {
                leaf.Accumulate(gradient);
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
        Published(BackwardPass.Run([(this, seed)], tensor => tensor.IsLeaf, record), record);

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
        return Gradients([this], [of], seed is null ? null : [seed], record)[0];
    }

    /// <summary>The gradients of L = Σ seeds·outputs with respect to any tensors that the outputs were computed from.</summary>
    /// <param name="outputs">The tensors to differentiate.</param>
    /// <param name="of">The tensors to differentiate with respect to.</param>
    /// <param name="seeds">An upstream gradient for each output, in its shape; 1 for a single number.</param>
    /// <param name="record">Whether the backward pass is recorded itself, for gradients of gradients.</param>
    /// <returns>∂L/∂x for each x of <paramref name="of"/>, in its shape.</returns>
    /// <exception cref="GradientException">No output depends on one of them, nothing was recorded, or an output is no
    /// single number and there is no seed.</exception>
    /// <exception cref="ShapeMismatchException">A seed's shape is not its output's.</exception>
    /// <exception cref="ArgumentException">There is no output, or not one seed for each.</exception>
    public static Tensor[] Gradients(
        IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> of, IReadOnlyList<Tensor>? seeds = null, bool record = false)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(of);
        if (outputs.Count == 0 || (seeds is not null && seeds.Count != outputs.Count))
        {
            throw new InvalidArgumentException(Invariant($"gradients: {outputs.Count} outputs and {seeds?.Count ?? 0} seeds: one seed for each is expected"));
        }

        HashSet<Tensor> wanted = [.. of];
        var gradients = Published(BackwardPass.Run([.. outputs.Select((output, i) => (output, seeds?[i]))], wanted.Contains, record), record);
        return [.. of.Select((tensor, i) => gradients.TryGetValue(tensor, out var gradient)
            ? gradient
            : throw new GradientException(
                $"gradient: no recorded path leads back to the tensor asked for{(of.Count > 1 ? Invariant($" (number {i})") : "")}, "
                + $"of shape {tensor.Shape}; set RequiresGrad on it before computing with it"))];
    }

    /// <summary>Adds to what has been added up. One gradient may have arrived at several leaves, or be the seed.</summary>
    internal void Accumulate(Tensor gradient) => grad.Add(gradient);

    /// <summary>The gradient as the tensor's hooks leave it.</summary>
    internal Tensor ApplyHooks(Tensor gradient)
    {
        foreach (var hook in hooks?.ToArray() ?? [])
        {
            gradient = hook.Apply(gradient) ?? gradient;
            if (gradient.Shape != Shape)
            {
                throw new ShapeMismatchException("hook", $"the gradient that it gave has shape {gradient.Shape}, but the tensor has {Shape}");
            }
        }

        return gradient;
    }

    /// <summary>
    /// What an operation that has nothing to do returns: the tensor itself, but where nothing is recorded one that requires no
    /// gradient, as any other result there.
    /// </summary>
    internal Tensor AsResult() => RequiresGrad && !Recording.IsOn ? Detach() : this;

    private static Tensor Record(string operation, Shape shape, double[] values, params ReadOnlySpan<Edge> candidates) =>
        new Tensor(shape, values).MadeBy(operation, candidates);

    /// <summary>Makes this new tensor an operation's output, which remembers the arrows to the inputs that require a gradient.</summary>
    private Tensor MadeBy(string operation, params ReadOnlySpan<Edge> candidates)
    {
        if (Recording.IsOn && WithGradient(candidates) is { Length: > 0 } edges)
        {
            (this.edges, Operation, requiresGrad, Call) = (edges, operation, true, CallScope.Current);
        }

        if (Anomalies.AreLookedFor && !BackwardPass.IsPullingBack)
        {
            Origin = CallPlace.Find();
            Anomalies.CheckForward(operation, this, candidates);
        }

        return this;
    }

    private static Edge[] WithGradient(ReadOnlySpan<Edge> candidates)
    {
        var count = 0;
        foreach (var edge in candidates)
        {
            count += edge.Input.RequiresGrad ? 1 : 0;
        }

        var edges = count > 0 ? new Edge[count] : [];
        for (int i = 0, next = 0; next < count; i++)
        {
            if (candidates[i].Input.RequiresGrad)
            {
                edges[next++] = candidates[i];
            }
        }

        return edges;
    }

    /// <summary>Gradients as the caller may have them; those that were recorded are nodes of a graph, and stay what they are.</summary>
    private static Dictionary<Tensor, Tensor> Published(Dictionary<Tensor, Tensor> gradients, bool areRecorded) => areRecorded
        ? gradients
        : gradients.ToDictionary(pair => pair.Key, pair => Scratch.Publish(pair.Value));

    private sealed class Hook : IDisposable
    {
        private readonly Tensor tensor;

        public Hook(Tensor tensor, Func<Tensor, Tensor?> apply)
        {
            (this.tensor, Apply) = (tensor, apply);
            (tensor.hooks ??= []).Add(this);
        }

        public Func<Tensor, Tensor?> Apply { get; }

        public void Dispose() => tensor.hooks?.Remove(this);
    }
}
