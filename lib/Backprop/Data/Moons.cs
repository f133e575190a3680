using Backprop.Errors;
using Backprop.Formatting;

namespace Backprop.Data;

/// <summary>
/// Two half circles that reach into each other, in two classes: the upper one around (0, 0), the lower one around (1, ½),
/// both of radius 1, with normal noise on every point.
/// </summary>
/// <remarks>The construction is that of scikit-learn's <c>make_moons</c>.</remarks>
/// <param name="X">The points, of shape (n, 2).</param>
/// <param name="Classes">0 for the upper half circle, 1 for the lower one, of shape (n).</param>
[TypeFormatterSource(typeof(TextFormatterSource<Moons>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed record Moons(Tensor X, Tensor Classes)
{
    /// <summary>Draws points, those of the upper half circle first.</summary>
    /// <param name="count">How many points there are in all.</param>
    /// <param name="noise">The noise's standard deviation.</param>
    /// <param name="generator">Where the noise is drawn from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two points, or the noise is negative.</exception>
    public static Moons Generate(int count, double noise, Generator generator)
    {
        Require.AtLeast(2, count);
        ArgumentNullException.ThrowIfNull(generator);
        var upper = count / 2;
        var (outer, inner) = (Tensor.Linspace(0, Math.PI, upper), Tensor.Linspace(0, Math.PI, count - upper));
        var points = Tensor.Concatenate(
            0,
            Tensor.Stack(1, outer.Cos(), outer.Sin()),
            Tensor.Stack(1, 1 - inner.Cos(), 0.5 - inner.Sin()));
        return new Moons(
            points + Tensor.Normal(points.Shape, 0, noise, generator),
            Tensor.Concatenate(0, Tensor.Zeros([upper]), Tensor.Ones([count - upper])));
    }

    /// <summary>The shapes of points and classes.</summary>
    public override string ToString() => $"Moons: points {X.Shape}, classes {Classes.Shape}";
}
