namespace Backprop.Figures.Charts;

/// <summary>Many images as one, in rows, with room for a label above each.</summary>
internal sealed class Mosaic
{
    /// <summary>The width of a figure against its height, without what stands around.</summary>
    private const double Proportion = 2.1;

    private readonly int columns;
    private readonly int imageHeight;
    private readonly int imageWidth;
    private readonly int gap;
    private readonly int labelHeight;

    public Mosaic(int count, int imageHeight, int imageWidth)
    {
        (this.imageHeight, this.imageWidth) = (imageHeight, imageWidth);
        gap = Math.Max(1, imageWidth / 8);
        labelHeight = (int)Math.Ceiling(imageHeight * 0.45);
        columns = Enumerable.Range(1, count).MinBy(columns => Scale(Size(count, columns)));
        (Width, Height) = Size(count, columns);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>All images' pixels in their places.</summary>
    public double?[][] Arrange(double[] pixels)
    {
        double?[][] rows = [.. Enumerable.Range(0, Height).Select(_ => new double?[Width])];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (left, top) = Corner(i / (imageHeight * imageWidth));
            var inside = i % (imageHeight * imageWidth);
            rows[top + (inside / imageWidth)][left + (inside % imageWidth)] = pixels[i];
        }

        return rows;
    }

    /// <summary>The label above an image.</summary>
    public Note Note(int image, string label, string prediction)
    {
        var (left, top) = Corner(image);
        var isRight = label == prediction;
        return new Note(
            left + ((imageWidth - 1) / 2.0),
            top - 0.5 - (labelHeight / 2.0),
            isRight ? label : $"{prediction} (is {label})",
            isRight ? Palette.Ink : Palette.Vermilion);
    }

    /// <summary>The frame around an image.</summary>
    public Box Frame(int image)
    {
        var (left, top) = Corner(image);
        return new Box(left - 0.5, top - 0.5, left + imageWidth - 0.5, top + imageHeight - 0.5, Palette.Vermilion);
    }

    private static double Scale((int Width, int Height) size) => Math.Max(size.Width, size.Height * Proportion);

    private (int Width, int Height) Size(int count, int columns) => (
        (columns * (imageWidth + gap)) + gap,
        ((count + columns - 1) / columns * (imageHeight + labelHeight)) + gap);

    private (int Left, int Top) Corner(int image) =>
        (gap + (image % columns * (imageWidth + gap)), labelHeight + (image / columns * (imageHeight + labelHeight)));
}
