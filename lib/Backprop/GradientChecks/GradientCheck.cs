namespace Backprop;

/// <summary>Holds the gradients that the engine computes against finite differences, element by element.</summary>
/// <remarks>
/// The default tolerances: a central difference of values of size 1 is good to about 10⁻¹⁰ (see
/// <see cref="FiniteDifference"/>); a sum of a thousand of them, and functions that curve ten times as much, stay
/// below 10⁻⁷ absolutely and 10⁻⁶ relatively, while a wrong rule is off by a tenth or more.
/// </remarks>
public static class GradientCheck
{
    private const double Absolute = 1e-7;
    private const double Relative = 1e-6;

    /// <summary>Checks ∂L/∂x for every input x, where L = Σ G·f(inputs) with a random upstream gradient G.</summary>
    /// <param name="f">The function, of operations whose gradients are in question.</param>
    /// <param name="inputs">The place; the tensors are neither changed nor recorded for.</param>
    /// <param name="generator">Where G is drawn from, evenly from [−1, 1).</param>
    /// <param name="absolute">What an element may be off by.</param>
    /// <param name="relative">What it may be off by in addition, as a part of the gradient's largest element.</param>
    /// <returns>The largest difference that was found.</returns>
    /// <exception cref="GradientException">A gradient is off by more; the message names operation, input, index, what
    /// was expected and what was found.</exception>
    public static double Verify(
        Func<Tensor[], Tensor> f, Tensor[] inputs, Generator generator, double absolute = Absolute, double relative = Relative)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(generator);
        Tensor[] leaves = [.. inputs.Select(Leaf)];
        var output = f(leaves);
        var seed = Tensor.Uniform(output.Shape, -1, 1, generator);
        var gradients = output.RequiresGrad ? output.Gradients(seed) : new Dictionary<Tensor, Tensor>();
        var largest = 0.0;
        for (var i = 0; i < leaves.Length; i++)
        {
            var found = gradients.GetValueOrDefault(leaves[i]) ?? Tensor.Zeros(leaves[i].Shape);
            var expected = FiniteDifference.Gradient(x => f([.. leaves[..i], x, .. leaves[(i + 1)..]]), leaves[i], seed);
            var where = Invariant($"gradient check: {output.Operation}, input {i}");
            largest = Math.Max(largest, Compare(where, found, expected, absolute, relative));
        }

        return largest;
    }

    /// <summary>The same check for a function of one tensor.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The place.</param>
    /// <param name="generator">Where the upstream gradient is drawn from.</param>
    /// <param name="absolute">What an element may be off by.</param>
    /// <param name="relative">What it may be off by in addition, as a part of the gradient's largest element.</param>
    /// <returns>The largest difference that was found.</returns>
    /// <exception cref="GradientException">A gradient is off by more.</exception>
    public static double Verify(
        Func<Tensor, Tensor> f, Tensor x, Generator generator, double absolute = Absolute, double relative = Relative) =>
        Verify(inputs => f(inputs[0]), [x], generator, absolute, relative);

    /// <summary>The same check for a function of two tensors.</summary>
    /// <param name="f">The function.</param>
    /// <param name="a">The first input's place.</param>
    /// <param name="b">The second input's place.</param>
    /// <param name="generator">Where the upstream gradient is drawn from.</param>
    /// <param name="absolute">What an element may be off by.</param>
    /// <param name="relative">What it may be off by in addition, as a part of the gradient's largest element.</param>
    /// <returns>The largest difference that was found.</returns>
    /// <exception cref="GradientException">A gradient is off by more.</exception>
    public static double Verify(
        Func<Tensor, Tensor, Tensor> f,
        Tensor a,
        Tensor b,
        Generator generator,
        double absolute = Absolute,
        double relative = Relative) =>
        Verify(inputs => f(inputs[0], inputs[1]), [a, b], generator, absolute, relative);

    /// <summary>
    /// Checks the gradients of gradients: those of ∂L/∂x with respect to all inputs, for every input x.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="inputs">The place; the tensors are neither changed nor recorded for.</param>
    /// <param name="generator">Where the upstream gradient is drawn from.</param>
    /// <param name="absolute">What an element may be off by.</param>
    /// <param name="relative">What it may be off by in addition, as a part of the gradient's largest element.</param>
    /// <returns>The largest difference that was found.</returns>
    /// <exception cref="GradientException">A gradient is off by more.</exception>
    public static double VerifySecondOrder(
        Func<Tensor[], Tensor> f, Tensor[] inputs, Generator generator, double absolute = Absolute, double relative = Relative)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(generator);
        var seed = Tensor.Uniform(f([.. inputs.Select(Leaf)]).Shape, -1, 1, generator);
        return Enumerable.Range(0, inputs.Length)
            .Select(i => Verify(Gradient(f, i, seed), inputs, generator, absolute, relative))
            .DefaultIfEmpty()
            .Max();
    }

    /// <summary>∂L/∂x of one input as a function of all inputs, recorded itself.</summary>
    private static Func<Tensor[], Tensor> Gradient(Func<Tensor[], Tensor> f, int input, Tensor seed) => inputs =>
    {
        inputs[input].RequiresGrad = true;
        return f(inputs).Gradient(of: inputs[input], seed, record: true);
    };

    private static Tensor Leaf(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var leaf = input.Detach();
        leaf.RequiresGrad = true;
        return leaf;
    }

    private static double Compare(string where, Tensor found, Tensor expected, double absolute, double relative)
    {
        var allowed = absolute + (relative * expected.ToArray().Select(Math.Abs).DefaultIfEmpty().Max());
        var largest = 0.0;
        for (var i = 0; i < expected.Size; i++)
        {
            var difference = Math.Abs(found.Data[i] - expected.Data[i]);
            if (!(difference <= allowed))
            {
                throw new GradientException(Invariant(
                    $"{where}, element {expected.Shape.IndexText(i)}: expected {expected.Data[i]:G6}, found {found.Data[i]:G6}"));
            }

            largest = Math.Max(largest, difference);
        }

        return largest;
    }
}
