using System.Globalization;
using System.Text;
using Backprop.Formatting;

namespace Backprop.Data;

/// <summary>
/// Noisy samples of a parabola: y = 3x² + 2 + ε at x = −10, −9.9, …, 9.9, with normal noise ε of mean 0 and
/// standard deviation 5.
/// </summary>
/// <param name="X">The 200 places, of shape (200, 1).</param>
/// <param name="Y">The measured values, of shape (200, 1).</param>
[TypeFormatterSource(typeof(TextFormatterSource<QuadraticData>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed record QuadraticData(Tensor X, Tensor Y)
{
    private const int Samples = 200;

    /// <summary>The curve without noise at every place, of shape (200, 1).</summary>
    public Tensor Truth => new(X.Shape, [.. X.ToArray().Select(Curve)]);

    /// <summary>The mean of ε²: what a perfect fit of the curve leaves as mean squared error.</summary>
    public double NoiseMeanSquare => (Y - Truth).Pow(2).Mean().Item();

    /// <summary>The curve that the data scatter around: 3x² + 2.</summary>
    public static double Curve(double x) => (3 * x * x) + 2;

    /// <summary>Draws the data anew.</summary>
    /// <param name="generator">Where the noise is drawn from. Seed 1 gave the file that ships.</param>
    public static QuadraticData Generate(Generator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        double[] x = [.. Enumerable.Range(0, Samples).Select(i => (i - (Samples / 2)) / 10.0)];
        double[] y = [.. x.Select(place => Math.Round(Curve(place) + generator.Normal(0, 5), 6))];
        return new QuadraticData(new Tensor([Samples, 1], x.AsSpan()), new Tensor([Samples, 1], y.AsSpan()));
    }

    /// <summary>Reads the data that ship with the course, <c>data/quadratic.csv</c>.</summary>
    /// <exception cref="FileNotFoundException">The file is not beside the assembly.</exception>
    /// <exception cref="FormatException">A line does not hold two numbers.</exception>
    public static QuadraticData Load() => Parse(File.ReadAllLines(DataFolder.PathOf("quadratic.csv")));

    /// <summary>Reads lines of <c>x,y</c> under one line of names.</summary>
    /// <exception cref="FormatException">A line does not hold two numbers.</exception>
    internal static QuadraticData Parse(IReadOnlyList<string> lines)
    {
        var rows = lines.Skip(1).Select((line, i) => ParseLine(line, i + 2)).ToList();
        return new QuadraticData(
            new Tensor([rows.Count, 1], [.. rows.Select(row => row.X)]),
            new Tensor([rows.Count, 1], [.. rows.Select(row => row.Y)]));
    }

    /// <summary>The data as the text of the file.</summary>
    internal string ToCsv()
    {
        var text = new StringBuilder("x,y\n");
        foreach (var (x, y) in X.ToArray().Zip(Y.ToArray()))
        {
            text.Append(CultureInfo.InvariantCulture, $"{x},{y}\n");
        }

        return text.ToString();
    }

    private static (double X, double Y) ParseLine(string line, int number)
    {
        var fields = line.Split(',');
        return fields.Length == 2 && Number(fields[0], out var x) && Number(fields[1], out var y)
            ? (x, y)
            : throw new FormatException(Invariant($"quadratic.csv, line {number}: two numbers are expected, not \"{line}\""));

        static bool Number(string text, out double number) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The shapes of places and values.</summary>
    public override string ToString() => $"QuadraticData: x {X.Shape}, y {Y.Shape}";
}
