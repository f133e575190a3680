using System.Buffers.Binary;
using System.IO.Compression;
using Backprop.Data;

namespace Backprop.Tests.Data;

public sealed class DigitsTests : IDisposable
{
    private const string TrainImages = "train-images-idx3-ubyte";
    private const string TrainClasses = "train-labels-idx1-ubyte";
    private const string TestImages = "t10k-images-idx3-ubyte";
    private const string TestClasses = "t10k-labels-idx1-ubyte";
    private const byte Bytes = 0x08;
    private const byte SignedBytes = 0x09;

    private readonly string folder = Directory.CreateTempSubdirectory("digits-").FullName;

    public DigitsTests() => WriteAll();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Pictures_and_classes_are_read_plain_and_gzipped()
    {
        foreach (var isPacked in new[] { false, true })
        {
            if (isPacked) Array.ForEach(Directory.GetFiles(folder), Pack);
            var (train, test) = Digits.LoadIdx(folder);

            Assert.Equal((new Shape(3, 28, 28), new Shape(3)), (train.Images.Shape, train.Classes.Shape));
            Assert.Equal((new Shape(2, 28, 28), new Shape(2)), (test.Images.Shape, test.Classes.Shape));
            Assert.Equal([9, 8, 7], train.Classes.ToArray());
            Assert.Equal(Enumerable.Range(0, 3 * 784).Select(i => i % 256 / 255.0), train.Images.ToArray());
        }
    }

    [Theory]
    [InlineData(TrainImages)]
    [InlineData(TrainClasses)]
    [InlineData(TestImages)]
    [InlineData(TestClasses)]
    public void A_file_that_is_missing_is_named(string file)
    {
        File.Delete(Path.Combine(folder, file));
        Assert.Equal($"{folder}: {file} is expected there, plain or as .gz, with three more files in the form of MNIST", Error());
    }

    [Fact]
    public void A_folder_that_is_missing_or_is_a_file_is_told_like_an_empty_one()
    {
        Assert.Equal("no/folder: train-images-idx3-ubyte is expected there, plain or as .gz, with three more files in the form of MNIST", Error("no/folder"));
        Assert.EndsWith("is expected there, plain or as .gz, with three more files in the form of MNIST", Error(Path.Combine(folder, TrainImages)), StringComparison.Ordinal);
        Assert.Equal("folder is empty", Assert.Throws<InvalidArgumentException>(() => Digits.LoadIdx(" ")).Message);
    }

    [Theory]
    [InlineData(TrainImages)]
    [InlineData(TestClasses)]
    public void A_file_that_is_cut_off_anywhere_is_refused(string file)
    {
        var path = Path.Combine(folder, file);
        var bytes = File.ReadAllBytes(path);
        foreach (var length in new[] { 0, 3, 7, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.StartsWith($"{folder}: {file} ", Error(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_of_another_type_is_refused()
    {
        File.WriteAllText(Path.Combine(folder, TrainImages), "P5 28 28 255 and so on");
        Assert.Equal($"{folder}: {TrainImages} is no IDX file: it does not start with two zeros, a type and a rank", Error());

        Write(TrainImages, 0x0A, [3, 28, 28], Pixels(3));
        Assert.Equal($"{folder}: {TrainImages} holds numbers of the type 0x0A, and the types of IDX files are 0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E", Error());

        Write(TrainImages, SignedBytes, [3, 28, 28], Pixels(3));
        Assert.Equal($"{folder}: {TrainImages} holds -128, but pixels from 0 to 255 are expected, as whole numbers", Error());
    }

    [Fact]
    public void Pictures_of_another_size_or_number_are_refused()
    {
        foreach (var shape in new[] { new[] { 3, 8, 8 }, [3, 28, 27], [3, 784], [0, 28, 28] })
        {
            Write(TrainImages, Bytes, shape, new byte[shape.Aggregate((product, extent) => product * extent)]);
            Assert.Equal(
                $"{folder}: {TrainImages} has the shape ({string.Join(", ", shape)}), but pictures of shape (n, 28, 28) are expected", Error());
        }
    }

    [Fact]
    public void Classes_must_be_as_many_as_the_pictures_and_digits()
    {
        Write(TestClasses, Bytes, [3], [1, 2, 3]);
        Assert.Equal($"{folder}: {TestClasses} has the shape (3), but (2) is expected, a class for every picture", Error());

        Write(TestClasses, Bytes, [2], [1, 10]);
        Assert.Equal($"{folder}: {TestClasses} holds 10, but classes from 0 to 9 are expected, as whole numbers", Error());
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told_in_one_line()
    {
        using var locked = new FileStream(Path.Combine(folder, TrainImages), FileMode.Open, FileAccess.Read, FileShare.None);
        Assert.StartsWith($"{folder}: ", Error(), StringComparison.Ordinal);
    }

    private string Error(string? of = null)
    {
        var message = Assert.Throws<InvalidDataException>(() => Digits.LoadIdx(of ?? folder)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private void WriteAll()
    {
        Write(TrainImages, Bytes, [3, 28, 28], Pixels(3));
        Write(TrainClasses, Bytes, [3], [9, 8, 7]);
        Write(TestImages, Bytes, [2, 28, 28], Pixels(2));
        Write(TestClasses, Bytes, [2], [0, 1]);
    }

    private void Write(string file, byte type, int[] shape, byte[] numbers)
    {
        var extents = shape.SelectMany(extent =>
        {
            var bytes = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(bytes, extent);
            return bytes;
        });
        File.WriteAllBytes(Path.Combine(folder, file), [0, 0, type, (byte)shape.Length, .. extents, .. numbers]);
    }

    private static byte[] Pixels(int pictures) => [.. Enumerable.Range(0, pictures * 784).Select(i => (byte)i)];

    private static void Pack(string path)
    {
        using (GZipStream packed = new(File.Create(path + ".gz"), CompressionLevel.Fastest))
        {
            packed.Write(File.ReadAllBytes(path));
        }

        File.Delete(path);
    }
}
