using System.IO.Compression;
using Backprop.Data;

namespace Backprop.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("idx-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Files_are_read_plain_and_gzipped()
    {
        byte[] bytes = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, 253, 254, 255];
        foreach (var packed in new[] { bytes, Gzip(bytes) })
        {
            var tensor = IdxFile.Load(Write(packed));
            Assert.Equal(new Shape(2, 3), tensor.Shape);
            Assert.Equal([0, 1, 2, 253, 254, 255], tensor.ToArray());
        }
    }

    [Theory]
    [InlineData(0x08, ">u1")]
    [InlineData(0x09, ">i1")]
    [InlineData(0x0B, ">i2")]
    [InlineData(0x0C, ">i4")]
    [InlineData(0x0D, ">f4")]
    [InlineData(0x0E, ">f8")]
    public void Every_type_is_read_as_NumPy_reads_its_bytes(byte type, string numpy)
    {
        var hex = Python.Run($"""
            import numpy as n
            a = n.linspace(0, 1, 12)
            a = ((a - 0.5) * 1e300 if '{numpy}' == '>f8' else a - 0.5 if '{numpy}' == '>f4' else
                 n.iinfo('{numpy}').min * (1 - a) + n.iinfo('{numpy}').max * a).astype('{numpy}')
            print(a.tobytes().hex(), a.astype('<f8').tobytes().hex())
            """).Split(' ').Select(Convert.FromHexString).ToArray();
        var read = IdxFile.Load(Write([0, 0, type, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2, .. hex[0]]));

        Assert.Equal(new Shape(2, 3, 2), read.Shape);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => BitConverter.ToDouble(hex[1], 8 * i)), read.ToArray());
    }

    [Fact]
    public void A_file_cut_off_at_any_byte_or_longer_than_its_shape_is_refused()
    {
        byte[] plain = [0, 0, 0x0B, 2, 0, 0, 0, 2, 0, 0, 0, 3, .. Enumerable.Range(0, 12).Select(i => (byte)i)];
        foreach (var whole in new[] { plain, Gzip(plain), Gzip([0, 0, 8, 1, 0, 1, 0, 0, .. new byte[1 << 16]]) })
        {
            Assert.NotEqual(0, IdxFile.Load(Write(whole)).Size);
            for (var length = 0; length < whole.Length; length++)
            {
                Assert.StartsWith("a.idx ", Error(whole[..length]), StringComparison.Ordinal);
            }
        }

        Assert.Equal("a.idx does not hold the 12 bytes of data that its shape (2, 3) wants", Error([.. plain, 0]));
        Assert.Equal("a.idx does not hold the 12 bytes of data that its shape (2, 3) wants", Error(Gzip([.. plain, 0])));
    }

    [Fact]
    public void Damaged_files_are_refused()
    {
        Assert.Equal("a.idx is no IDX file: it does not start with two zeros, a type and a rank", Error(1, 2, 3, 4));
        Assert.Equal("a.idx holds numbers of the type 0x0A, and the types of IDX files are 0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E", Error(0, 0, 10, 1));
        Assert.Equal("a.idx is cut off within its shape", Error(0, 0, 8, 2, 0, 0, 0, 1));
        Assert.Equal("a.idx does not hold the 2 bytes of data that its shape (2) wants", Error(0, 0, 8, 1, 0, 0, 0, 2, 7));
        Assert.Equal("a.idx does not hold the 4294967295 bytes of data that its shape (4294967295) wants", Error(0, 0, 8, 1, 255, 255, 255, 255));
        Assert.Equal(
            "a.idx has the shape (1, 1, 1, 1, 1, 1, 1, 1, 1); a tensor has at most 8 axes and 2147483591 elements",
            Error([0, 0, 8, 9, .. Enumerable.Repeat<byte[]>([0, 0, 0, 1], 9).SelectMany(one => one), 7]));
        Assert.StartsWith("a.idx ", Error(0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 0, 0, 99, 98), StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => IdxFile.Load(Path.Combine(folder, "not.idx")));
    }

    [Fact]
    public void Memory_is_taken_only_for_what_the_file_can_hold()
    {
        byte[] head = [0, 0, 0x0E, 2, 0, 0, 100, 0, 0, 0, 100, 0, 1, 2, 3];
        foreach (var bytes in new[] { head, Gzip(head) })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal("a.idx does not hold the 5242880000 bytes of data that its shape (25600, 25600) wants", Error(bytes));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    private string Error(params byte[] bytes) => Assert.Throws<InvalidDataException>(() => IdxFile.Load(Write(bytes))).Message;

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
