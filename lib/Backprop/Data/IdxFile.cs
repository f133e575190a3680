using System.Buffers.Binary;
using System.IO.Compression;
using Backprop.Errors;

namespace Backprop.Data;

/// <summary>Files of unsigned bytes with a shape, the form in which MNIST and its relatives come; plain or gzipped.</summary>
/// <remarks>The format: http://yann.lecun.com/exdb/mnist/ (a zero, a zero, the type 8, the rank, the extents, the bytes).</remarks>
public static class IdxFile
{
    private const byte UnsignedByte = 8;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The numbers 0 to 255, in the file's shape.</returns>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is no such file, holds another type, or is cut off.</exception>
    public static Tensor Load(string path)
    {
        Require.NotEmpty(path);
        var bytes = Unpacked(File.ReadAllBytes(path), path);
        if (bytes.Length < 4 || bytes[0] != 0 || bytes[1] != 0)
        {
            throw Error(path, "is no IDX file: it does not start with two zeros, a type and a rank");
        }

        if (bytes[2] != UnsignedByte || bytes[3] > Shape.MaxRank)
        {
            throw Error(path, $"holds type {bytes[2]} with {bytes[3]} axes; type {UnsignedByte}, unsigned bytes, with up to {Shape.MaxRank} is read");
        }

        var start = 4 + (4 * bytes[3]);
        var extents = new int[bytes.Length >= start ? bytes[3] : throw Error(path, "is cut off within its shape")];
        for (var axis = 0; axis < extents.Length; axis++)
        {
            extents[axis] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 + (4 * axis)));
        }

        var size = extents.Aggregate(1L, (product, extent) => product * extent);
        return extents.All(extent => extent >= 0) && size == bytes.Length - start
            ? new Tensor(new Shape(extents), [.. bytes.Skip(start).Select(value => (double)value)])
            : throw Error(path, $"has {bytes.Length - start} bytes of data, and its shape ({string.Join(", ", extents)}) wants {size}");
    }

    private static byte[] Unpacked(byte[] bytes, string path)
    {
        if (bytes is not [0x1F, 0x8B, ..])
        {
            return bytes;
        }

        try
        {
            using GZipStream gzip = new(new MemoryStream(bytes), CompressionMode.Decompress);
            using MemoryStream unpacked = new();
            gzip.CopyTo(unpacked);
            return unpacked.ToArray();
        }
        catch (InvalidDataException exception)
        {
            throw Error(path, $"is damaged: {exception.Message}");
        }
    }

    private static InvalidDataException Error(string path, string problem) => new($"{Path.GetFileName(path)} {problem}");
}
