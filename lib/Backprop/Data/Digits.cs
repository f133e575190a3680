using System.Globalization;
using System.IO.Compression;
using System.Numerics.Tensors;
using Backprop.Errors;
using Backprop.Formatting;

namespace Backprop.Data;

/// <summary>Handwritten digits, or other small pictures in ten classes.</summary>
/// <param name="Images">The pixels from 0 (paper) to 1 (ink), of shape (n, height, width).</param>
/// <param name="Classes">The digits, 0 to 9, of shape (n).</param>
[TypeFormatterSource(typeof(TextFormatterSource<Digits>), PreferredMimeTypes = [MimeTypes.PlainText])]
public sealed record Digits(Tensor Images, Tensor Classes)
{
    private const int Side = 8;
    private const int FullSide = 28;
    private const double Darkest = 16;
    private const double FullDarkest = byte.MaxValue;
    private const int LastClass = 9;

    /// <summary>Reads the 1,797 digits of 8×8 pixels that ship with the course.</summary>
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

    /// <summary>
    /// Reads pictures of 28×28 pixels from the four files in which MNIST and its relatives (Fashion-MNIST, KMNIST) come:
    /// <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>,
    /// plain or gzipped (<c>.gz</c>).
    /// </summary>
    /// <param name="folder">Where the files are.</param>
    /// <returns>The pictures to train with, and those that are kept for a test.</returns>
    /// <exception cref="InvalidDataException">A file is not there, cannot be read, is damaged, or does not hold what is expected. The
    /// message says so in one line.</exception>
    public static (Digits Train, Digits Test) LoadIdx(string folder)
    {
        Require.NotEmpty(folder);
        try
        {
            return (LoadIdx(folder, "train"), LoadIdx(folder, "t10k"));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{folder}: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }

    /// <summary>The shapes of images and classes.</summary>
    public override string ToString() => $"Digits: images {Images.Shape}, classes {Classes.Shape}";

    private static Digits LoadIdx(string folder, string part)
    {
        var (images, imageFile) = LoadIdxFile(folder, $"{part}-images-idx3-ubyte");
        if (images.Rank != 3 || images.Shape[0] == 0 || images.Shape[1] != FullSide || images.Shape[2] != FullSide)
        {
            throw new InvalidDataException(
                Invariant($"{imageFile} has the shape {images.Shape}, but pictures of shape (n, {FullSide}, {FullSide}) are expected"));
        }

        var (classes, classFile) = LoadIdxFile(folder, $"{part}-labels-idx1-ubyte");
        if (classes.Shape != new Shape(images.Shape[0]))
        {
            throw new InvalidDataException(
                Invariant($"{classFile} has the shape {classes.Shape}, but ({images.Shape[0]}) is expected, a class for every picture"));
        }

        RequireWhole(imageFile, "pixels", images, FullDarkest);
        RequireWhole(classFile, "classes", classes, LastClass);
        images.Write(pixels => TensorPrimitives.Divide(pixels, FullDarkest, pixels)); // in place, for there may be 47 million
        return new Digits(images, classes);
    }

    private static (Tensor Numbers, string File) LoadIdxFile(string folder, string name)
    {
        foreach (var file in new[] { name, $"{name}.gz" })
        {
            if (File.Exists(Path.Combine(folder, file)))
            {
                return (IdxFile.Load(Path.Combine(folder, file)), file);
            }
        }

        throw new InvalidDataException($"{name} is expected there, plain or as .gz, with three more files in the form of MNIST");
    }

    private static void RequireWhole(string file, string what, Tensor numbers, double largest)
    {
        foreach (var number in numbers.Data)
        {
            if (!(number >= 0 && number <= largest && number == Math.Floor(number)))
            {
                throw new InvalidDataException(Invariant($"{file} holds {number}, but {what} from 0 to {largest} are expected, as whole numbers"));
            }
        }
    }
}
