using System.IO.Compression;
using Backprop.Data;

namespace Backprop.Tests.Data;

public sealed class DataTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("data-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Moons_without_noise_lie_on_their_half_circles()
    {
        var moons = Moons.Generate(7, 0, new Generator(1));

        Assert.Equal((new Shape(7, 2), new Shape(7)), (moons.X.Shape, moons.Classes.Shape));
        Assert.Equal([0, 0, 0, 1, 1, 1, 1], moons.Classes.ToArray());
        Assert.True(moons.X[..3].Norm(1).AllClose(Tensor.Ones([3])));
        Assert.True((moons.X[3..] - Tensor.From([1, 0.5])).Norm(1).AllClose(Tensor.Ones([4])));
        Assert.True((moons.X[..3, 1] >= 0).All() && (moons.X[3.., 1] <= 0.5).All());
    }

    [Fact]
    public void Moons_are_the_same_for_the_same_seed()
    {
        Assert.Equal(
            Moons.Generate(100, 0.1, new Generator(3)).X.ToArray(), Moons.Generate(100, 0.1, new Generator(3)).X.ToArray());
        Assert.Throws<OutOfRangeException>(() => Moons.Generate(1, 0.1, new Generator(1)));
        Assert.Throws<OutOfRangeException>(() => Moons.Generate(10, -1, new Generator(1)));
    }

    [Fact]
    public void Batches_hold_every_sample_once_with_what_belongs_to_it()
    {
        var x = Tensor.Arange(20).Reshape(10, 2);
        var batches = Batches.Shuffled(x, Tensor.Arange(10), 4, new Generator(1)).ToList();

        Assert.Equal([4, 4, 2], batches.Select(batch => batch.Y.Size));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (double)i), batches.SelectMany(batch => batch.Y.ToArray()).Order());
        Assert.All(batches, batch => Assert.Equal((batch.Y * 2).ToArray(), batch.X[.., 0].ToArray()));
        Assert.NotEqual(Tensor.Arange(4).ToArray(), batches[0].Y.ToArray());
        Assert.Throws<ShapeMismatchException>(() => Batches.Shuffled(x, Tensor.Arange(9), 4, new Generator(1)));
        Assert.Throws<OutOfRangeException>(() => Batches.Shuffled(x, x, 0, new Generator(1)));
    }

    [Fact]
    public void Idx_files_are_read_plain_and_gzipped()
    {
        byte[] bytes = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, 253, 254, 255];
        foreach (var packed in new[] { bytes, Gzip(bytes) })
        {
            var tensor = IdxFile.Load(Write(packed));
            Assert.Equal(new Shape(2, 3), tensor.Shape);
            Assert.Equal([0, 1, 2, 253, 254, 255], tensor.ToArray());
        }
    }

    [Fact]
    public void Damaged_idx_files_are_refused()
    {
        Refused("a.idx is no IDX file: it does not start with two zeros, a type and a rank", 1, 2, 3, 4);
        Refused("a.idx holds type 13 with 1 axes; type 8, unsigned bytes, with up to 8 is read", 0, 0, 13, 1);
        Refused("a.idx is cut off within its shape", 0, 0, 8, 2, 0, 0, 0, 1);
        Refused("a.idx has 1 bytes of data, and its shape (2) wants 2", 0, 0, 8, 1, 0, 0, 0, 2, 7);
        Refused("a.idx has 0 bytes of data, and its shape (-1) wants -1", 0, 0, 8, 1, 255, 255, 255, 255);
        Assert.StartsWith(
            "a.idx ", Assert.Throws<InvalidDataException>(() => IdxFile.Load(Write([0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 0, 0, 99, 98]))).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => IdxFile.Load(Path.Combine(folder, "not.idx")));
    }

    private void Refused(string message, params byte[] bytes) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => IdxFile.Load(Write(bytes))).Message);

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(folder, "a.idx");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
