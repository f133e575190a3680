using System.Globalization;
using Backprop.ManualGrad;

namespace Backprop.Teaching;

/// <summary>
/// Checks a student's answer and says in one line where it stands: ✓ it is right; ○ it is still open; ✗ it is wrong, and in
/// which way. A wrong answer never throws, so that the notebook runs on.
/// </summary>
/// <remarks>
/// The answer is a function, which is called here: one that throws <see cref="NotImplementedException"/> is open, and any
/// other exception is reported with its message. The line says what is wrong without giving the right answer away: by a hint, if the answer is one
/// of the mistakes that the exercise expects; else by what all its numbers have in common, such as the wrong sign; else by the
/// first place where it is wrong.
/// </remarks>
public static class Exercise
{
    private const int Places = 9;

    /// <summary>The answer is a number: |found − expected| ≤ tolerance · max(1, |expected|).</summary>
    /// <param name="name">Which exercise it is, as in "(a) dL/dw".</param>
    /// <param name="answer">Gives the student's number.</param>
    /// <param name="expected">The right number.</param>
    /// <param name="tolerance">How far off it may be.</param>
    /// <param name="mistakes">Numbers that a typical mistake leads to, and what to say of each.</param>
    public static void Number(
        string name,
        Func<double> answer,
        double expected,
        double tolerance = 1e-6,
        params IReadOnlyList<(double Number, string Hint)> mistakes) => Show(name, answer, found =>
    {
        double[] numbers = [found];
        return Comparison.AreClose(numbers, [expected], tolerance) ? null
            : mistakes.FirstOrDefault(mistake => Comparison.AreClose(numbers, [mistake.Number], tolerance)).Hint
            ?? Comparison.Common(numbers, [expected])
            ?? Text($"{found:G6} is too {(found > expected ? "large" : "small")}");
    });

    /// <summary>The answer is a function of one number: the derivative of another one, which is found by nudging.</summary>
    /// <param name="name">Which exercise it is.</param>
    /// <param name="answer">The student's derivative.</param>
    /// <param name="of">The function that is to be differentiated.</param>
    /// <param name="from">The lower end of the interval in which both are compared.</param>
    /// <param name="to">Its upper end.</param>
    /// <param name="mistakes">Functions that a typical mistake leads to, and what to say of each.</param>
    public static void Derivative(
        string name,
        Func<double, double> answer,
        Func<double, double> of,
        double from = -2,
        double to = 2,
        params IReadOnlyList<(Func<double, double> Function, string Hint)> mistakes)
    {
        // Not the ends and not the middle: there terms vanish that a mistake may have left out.
        double[] places = [.. Enumerable.Range(0, Places).Select(i => from + ((to - from) * (i + 0.7) / (Places + 0.5)))];
        double[] nudged = [.. places.Select(x => FiniteDifference.Gradient(of, x))];
        Show(name, () => places.Select(answer).ToArray(), found =>
        {
            const double Tolerance = 1e-6; // a central difference is good to about 1e-10 of its function's size
            return Comparison.AreClose(found, nudged, Tolerance) ? null
                : mistakes.FirstOrDefault(mistake => Comparison.AreClose(found, [.. places.Select(mistake.Function)], Tolerance)).Hint
                ?? Comparison.Common(found, nudged)
                ?? First(Comparison.IndexOfWorst(found, nudged));

            string First(int i)
            {
                var (gives, wanted) = Comparison.Texts(found[i], nudged[i]);
                return Text($"at x = {places[i]:G3} it gives {gives}, and nudging x gives {wanted}");
            }
        });
    }

    /// <summary>The answer is a tensor: max|found − expected| ≤ tolerance · max|expected|, in the same shape.</summary>
    /// <param name="name">Which exercise it is.</param>
    /// <param name="answer">Gives the student's tensor.</param>
    /// <param name="expected">The right tensor, perhaps by nudging.</param>
    /// <param name="tolerance">How far off it may be.</param>
    /// <param name="mistakes">Tensors that a typical mistake leads to, and what to say of each.</param>
    public static void Tensor(
        string name,
        Func<Tensor> answer,
        Tensor expected,
        double tolerance = 1e-6,
        params IReadOnlyList<(Tensor Tensor, string Hint)> mistakes)
    {
        ArgumentNullException.ThrowIfNull(expected);
        Show(name, answer, found => Comparison.Problem(found, expected, tolerance, mistakes));
    }

    /// <summary>
    /// The answer is a layer with its derivative by hand: forward is held against a function, and backward, with an upstream
    /// gradient of random numbers, against nudging that function.
    /// </summary>
    /// <param name="name">Which exercise it is.</param>
    /// <param name="answer">Makes the student's layer.</param>
    /// <param name="function">What its forward pass is to compute.</param>
    /// <param name="x">A batch to try it on.</param>
    /// <param name="mistakes">
    /// Gradients that a typical mistake leads to, from the upstream gradient G and the input x, and what to say of each.
    /// </param>
    public static void Layer(
        string name,
        Func<Layer> answer,
        Func<Tensor, Tensor> function,
        Tensor x,
        params IReadOnlyList<(Func<Tensor, Tensor, Tensor> Gradient, string Hint)> mistakes)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x);
        var output = function(x);
        var upstream = Backprop.Tensor.Uniform(output.Shape, 0.5, 2, new Generator(1));
        var nudged = FiniteDifference.Gradient(function, x, upstream);
        Show(name, answer, layer =>
        {
            var found = layer.Forward(x);
            return Comparison.Problem(found, output, 1e-9, []) is { } forward ? $"forward: {forward}"
                : Comparison.Problem(layer.Backward(upstream), nudged, 1e-6, Gradients()) is { } backward ? $"backward: {backward}"
                : null;
        });

        IReadOnlyList<(Tensor, string)> Gradients() => [.. mistakes.Select(mistake => (mistake.Gradient(upstream, x), mistake.Hint))];
    }

    /// <summary>The answer is anything of which can be said what is wrong with it.</summary>
    /// <typeparam name="T">What the answer is.</typeparam>
    /// <param name="name">Which exercise it is.</param>
    /// <param name="answer">Gives the student's answer.</param>
    /// <param name="problem">What is wrong with it; null if it is right.</param>
    public static void Answer<T>(string name, Func<T> answer, Func<T, string?> problem) => Show(name, answer, problem);

    private static void Show<T>(string name, Func<T> answer, Func<T, string?> problem)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Console.WriteLine(Line(name, answer, problem).ReplaceLineEndings(" "));
    }

    private static string Line<T>(string name, Func<T> answer, Func<T, string?> problem)
    {
        try
        {
            return answer() is not { } found ? $"✗ {name}: the answer is null"
                : problem(found) is { } wrong ? $"✗ {name}: {wrong}"
                : $"✓ {name}: right";
        }
        catch (NotImplementedException)
        {
            return $"○ {name}: still open";
        }
#pragma warning disable CA1031 // whatever a student's code throws is what is wrong with it
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"✗ {name}: it throws {exception.GetType().Name}: {exception.Message}";
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
