using System.Globalization;
using Backprop.Figures.Charts;

namespace Backprop.Figures;

/// <content>Matrices and images.</content>
public static partial class Plot
{
    private const int MostCellsAcross = 256;
    private const int MostCellsWithNumbers = 12;
    private const int MostImages = 60;

    /// <summary>
    /// A matrix as coloured cells: weights, a confusion matrix, attention. The numbers stand in the cells when there are at
    /// most 12 × 12. From white to blue where no number is negative, else from blue over white, which is 0, to orange.
    /// </summary>
    /// <param name="matrix">The numbers, of shape (rows, columns); the first row is at the top.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="xAxis">What the columns are.</param>
    /// <param name="yAxis">What the rows are.</param>
    /// <param name="columns">A label for every column; without, they are counted from 0.</param>
    /// <param name="rows">A label for every row; without, they are counted from 0.</param>
    /// <param name="values">What the numbers are.</param>
    /// <param name="colors">
    /// The numbers that have the first and the last colour, so that pictures in different cells can be compared; without, the colours reach as far as
    /// the numbers. See also <see cref="Compare"/>.
    /// </param>
    /// <exception cref="ArgumentException">It is no matrix, it has no cell or more than 256 × 256, a number is not finite,
    /// there is not one label for each, or a text does not fit.</exception>
    public static Figure Heatmap(
        Tensor matrix,
        string name,
        string title,
        string caption,
        string xAxis = "column",
        string yAxis = "row",
        IReadOnlyList<string>? columns = null,
        IReadOnlyList<string>? rows = null,
        string values = "value",
        (double Low, double High)? colors = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        FigureLabels labels = new(name, title, caption);
        ChartBuilder builder = new(name, title, new Axis(xAxis), new Axis(yAxis));
        if (matrix.Shape.Rank != 2 || matrix.Shape[0] is < 1 or > MostCellsAcross || matrix.Shape[1] is < 1 or > MostCellsAcross)
        {
            throw builder.Error(values, Invariant($"a matrix of 1 × 1 to {MostCellsAcross} × {MostCellsAcross} cells is expected, not the shape {matrix.Shape}"));
        }

        var (height, width) = (matrix.Shape[0], matrix.Shape[1]);
        CheckLabels(builder, xAxis, columns, width);
        CheckLabels(builder, yAxis, rows, height);
        var numbers = matrix.ToArray();
        builder.CheckFinite(values, numbers);
        if (colors is { } range)
        {
            RequireInterval(labels, range.Low, range.High);
        }

        var hasTexts = Math.Max(height, width) <= MostCellsWithNumbers;
        var z = Rounding.SixDigits(numbers.Chunk(width));
        builder.Add(
            new Grid(Count(width), Count(height), z, Colors(colors is { } ends ? [ends.Low, ends.High] : numbers, hasTexts ? "" : values), GridForm.Cells)
            {
                Texts = hasTexts ? Texts(z) : null,
            },
            Text($"{height} × {width}, {values} {Rounding.SixDigits(numbers.Min())} to {Rounding.SixDigits(numbers.Max())}"));
        return Draw(labels, builder.Build() with
        {
            X = Cells(xAxis, columns, width) with { Range = (-0.5, width - 0.5) },
            Y = Cells(yAxis, rows, height) with { Range = (-0.5, height - 0.5), IsReversed = true },
            HasEqualUnits = width <= 3 * height && height <= 3 * width,
        });
    }

    /// <summary>Images in a grid, each below its label; those that were read wrongly are framed.</summary>
    /// <param name="images">The brightness of each pixel, of shape (images, height, width); the highest is drawn black.</param>
    /// <param name="labels">What each image is.</param>
    /// <param name="name">The figure's name.</param>
    /// <param name="title">Its title.</param>
    /// <param name="caption">Its caption.</param>
    /// <param name="predictions">What each image was taken for.</param>
    /// <exception cref="ArgumentException">There is no image or more than 60, there is not one label for each, a number is
    /// not finite, or a text does not fit.</exception>
    public static Figure Images(
        Tensor images,
        IReadOnlyList<string> labels,
        string name,
        string title,
        string caption,
        IReadOnlyList<string>? predictions = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(labels);
        FigureLabels figure = new(name, title, caption);
        Axis bare = new("pixels") { IsBare = true };
        ChartBuilder builder = new(name, title, bare, bare);
        if (images.Shape.Rank != 3 || images.Shape[0] > MostImages || images.Size == 0)
        {
            throw builder.Error("images", Invariant($"1 to {MostImages} images of shape (images, height, width) are expected, not {images.Shape}"));
        }

        CheckLabels(builder, "images", labels, images.Shape[0]);
        CheckLabels(builder, "images", predictions, images.Shape[0]);
        var pixels = images.ToArray();
        builder.CheckFinite("images", pixels);
        Mosaic mosaic = new(images.Shape[0], images.Shape[1], images.Shape[2]);
        var (low, high) = (pixels.Min(), pixels.Max());
        builder.Add(
            new Grid(
                Count(mosaic.Width),
                Count(mosaic.Height),
                mosaic.Arrange(Rounding.SixDigits(pixels)),
                new ColorScale(low, high > low ? high : low + 1, Palette.Writing),
                GridForm.Cells),
            Text($"{images.Shape[0]} images of {images.Shape[1]} × {images.Shape[2]} pixels, {Wrong(labels, predictions).Count} read wrongly"));
        return Draw(figure, builder.Build() with
        {
            X = bare with { Range = (-0.5, mosaic.Width - 0.5) },
            Y = bare with { Range = (-0.5, mosaic.Height - 0.5), IsReversed = true },
            HasEqualUnits = true,
            Notes = [.. labels.Select((label, i) => mosaic.Note(i, label, predictions?[i] ?? label))],
            Boxes = [.. Wrong(labels, predictions).Select(mosaic.Frame)],
        });
    }

    private static List<int> Wrong(IReadOnlyList<string> labels, IReadOnlyList<string>? predictions) =>
        [.. Enumerable.Range(0, labels.Count).Where(i => predictions is not null && predictions[i] != labels[i])];

    private static void CheckLabels(ChartBuilder builder, string what, IReadOnlyList<string>? labels, int count)
    {
        if (labels is not null && labels.Count != count)
        {
            throw builder.Error(what, Invariant($"{labels.Count} labels for {count}: there must be as many"));
        }
    }

    /// <summary>Few cells are all labelled, so that there is no mark between two of them.</summary>
    private static Axis Cells(string title, IReadOnlyList<string>? labels, int count) => new(title)
    {
        HasGrid = false,
        Ticks = labels is not null ? [.. labels.Select((label, i) => ((double)i, label))]
            : count <= MostCellsWithNumbers ? [.. Enumerable.Range(0, count).Select(i => ((double)i, Invariant($"{i}")))]
            : [],
    };

    private static double[] Count(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];

    private static ColorScale Colors(double[] numbers, string title)
    {
        var (low, high) = (Rounding.SixDigits(numbers.Min()), Rounding.SixDigits(numbers.Max()));
        var farthest = Math.Max(Math.Abs(low), Math.Abs(high));
        return low < 0
            ? new ColorScale(-farthest, farthest, Palette.Diverging, title)
            : new ColorScale(0, farthest > 0 ? farthest : 1, Palette.Sequence, title);
    }

    /// <summary>Numbers that fit into cells: whole ones as they are, others with as many digits as the largest has room for.</summary>
    private static string[][] Texts(double?[][] rows)
    {
        double[] all = [.. rows.SelectMany(row => row).OfType<double>()];
        var largest = all.Max(Math.Abs);
        var format = Array.TrueForAll(all, double.IsInteger) || largest >= 1000 ? "0" : largest >= 10 ? "0.0" : "0.00";
        return [.. rows.Select(row => row.Select(value => value!.Value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−')).ToArray())];
    }
}
