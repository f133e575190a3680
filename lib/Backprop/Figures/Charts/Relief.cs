using System.Globalization;

namespace Backprop.Figures.Charts;

/// <summary>A loss over two parameters as heights, and paths on it.</summary>
internal sealed class Relief
{
    /// <summary>About as many lines of equal height are drawn.</summary>
    private const int Levels = 14;

    private readonly Func<double, double, double> loss;
    private readonly bool isLogarithmic;
    private readonly double low;
    private readonly double high;

    public Relief(double[] losses, Func<double, double, double> loss)
    {
        this.loss = loss;
        isLogarithmic = losses.Min() > 0 && losses.Max() > 100 * losses.Min();
        (low, high) = (HeightOf(losses.Min()), HeightOf(losses.Max()));
        high = high > low ? high : low + 1;
    }

    /// <summary>The axis of heights.</summary>
    public Axis Height => new("loss") { Ticks = PowersOfTen, Range = Range.Around([low, high], 0.1) };

    private List<(double, string)> PowersOfTen => !isLogarithmic
        ? []
        : [.. Enumerable.Range((int)Math.Ceiling(low), Math.Max(0, (int)Math.Floor(high) - (int)Math.Ceiling(low) + 1))
            .Select(power => ((double)power, Power(power)))];

    /// <summary>A round distance between lines: 1, 2 or 5 with some power of ten.</summary>
    private double Step
    {
        get
        {
            var exact = (high - low) / Levels;
            var power = Math.Pow(10, Math.Floor(Math.Log10(exact)));
            return power * ((exact / power) switch { <= 1.001 => 1, <= 2.001 => 2, <= 5.001 => 5, _ => 10 });
        }
    }

    /// <summary>The loss itself.</summary>
    public Grid Ground(double[] x, double[] y, double[] losses, bool inSpace) => new(
        Rounding.SixDigits(x),
        Rounding.SixDigits(y),
        Rounding.SixDigits(losses.Select(HeightOf).Chunk(x.Length)),
        new ColorScale(Rounding.SixDigits(low), Rounding.SixDigits(high), Palette.Relief, inSpace ? "" : "loss") { Ticks = PowersOfTen },
        inSpace ? GridForm.Surface : GridForm.Contours)
    {
        Levels = (Math.Floor(low / Step) * Step, Math.Ceiling(high / Step) * Step, Step),
    };

    /// <summary>A path up to a part of its length: a white rim, so that it shows everywhere, the path, and where it is.</summary>
    public IEnumerable<Series> Path(string name, (double X, double Y)[] steps, double part, int number, bool inSpace)
    {
        var count = Math.Max(1, (int)Math.Round(part * steps.Length));
        if (count == 1)
        {
            (steps, count) = ([steps[0], steps[0]], 2); // the point at its end is enough for a line that has no length yet
        }

        var x = Rounding.SixDigits([.. steps.Take(count).Select(step => step.X)]);
        var y = Rounding.SixDigits([.. steps.Take(count).Select(step => step.Y)]);
        var lift = (high - low) * 0.01;
        var z = inSpace ? Rounding.SixDigits([.. steps.Take(count).Select(step => HeightOf(loss(step.X, step.Y)) + lift)]) : null;
        var color = Palette.Lines[(number + 1) % Palette.Lines.Length];
        if (!inSpace)
        {
            yield return new Curve("", x, y, Mark.Line, Palette.Paper) { Size = 7 };
        }

        yield return new Curve(name, x, y, Mark.Line, color) { Z = z, Size = 4 };
        yield return new Curve("", [x[^1]], [y[^1]], Mark.Points, color) { Z = z is null ? null : [z[^1]], Size = inSpace ? 6 : 13 };
    }

    private static string Power(int power) => power is >= -2 and <= 4
        ? Math.Pow(10, power).ToString("0.##", CultureInfo.InvariantCulture)
        : $"10{string.Concat(power.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']))}";

    private double HeightOf(double value) => isLogarithmic ? Math.Log10(value) : value;
}
