using System.Globalization;
using System.IO.Compression;
using Backprop.Formatting;

namespace Backprop.Data;

/// <summary>Handwritten digits of 8×8 pixels.</summary>
/// <param name="Images">The pixels from 0 (paper) to 1 (ink), of shape (n, 8, 8).</param>
/// <param name="Classes">The digits, 0 to 9, of shape (n).</param>
[TypeFormatterSource(typeof(TextFormatterSource<Digits>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed record Digits(Tensor Images, Tensor Classes)
{
    private const int Side = 8;
    private const double Darkest = 16;

    /// <summary>Reads the 1,797 digits that ship with the course.</summary>
    /// <exception cref="FileNotFoundException">The file is not beside the assembly.</exception>
    public static Digits Load()
    {
        using GZipStream file = new(File.OpenRead(DataFolder.PathOf("digits.csv.gz")), CompressionMode.Decompress);
        using StreamReader reader = new(file);
        double[][] rows =
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()),
        ];
        var table = Tensor.From(rows);
        return new Digits(table[.., ..^1].Reshape(-1, Side, Side) / Darkest, table[.., ^1]);
    }

    /// <summary>The shapes of images and classes.</summary>
    public override string ToString() => $"Digits: images {Images.Shape}, classes {Classes.Shape}";
}
