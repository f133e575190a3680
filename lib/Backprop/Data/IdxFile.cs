using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using Backprop.Errors;

namespace Backprop.Data;

/// <summary>Files of numbers with a shape, the form in which MNIST and its relatives come; plain or gzipped.</summary>
/// <remarks>The format: http://yann.lecun.com/exdb/mnist/ (two zeros, the type, the rank, the extents, and the numbers, all of them
/// big-endian).</remarks>
public static class IdxFile
{
    private const int StartLength = 4;

    private static readonly Dictionary<byte, ElementType> Types = new()
    {
        [0x08] = ElementType.Of<byte>(),
        [0x09] = ElementType.Of<sbyte>(),
        [0x0B] = ElementType.Of<short>(),
        [0x0C] = ElementType.Of<int>(),
        [0x0D] = ElementType.Of<float>(),
        [0x0E] = ElementType.Of<double>(),
    };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The numbers in the file's shape: bytes (0 to 255, or signed), integers of 16 or 32 bits, or floating-point numbers of
    /// 32 or 64 bits.</returns>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is no such file, holds another type, is damaged or cut off, or is longer than
    /// its shape wants.</exception>
    public static Tensor Load(string path)
    {
        Require.NotEmpty(path);
        using var file = File.OpenRead(path);
        try
        {
            return IsGzip(file) ? ReadGzip(file) : Announced(file).Read(file, file.Length);
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} {exception.Message}", exception);
        }
    }

    private static bool IsGzip(FileStream file)
    {
        var isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isGzip;
    }

    private static Tensor ReadGzip(FileStream file)
    {
        using GZipStream gzip = new(file, CompressionMode.Decompress, leaveOpen: true);
        var array = Announced(gzip);
        var tensor = array.Read(gzip, file.Length * StoredArray.LargestInflation);

        // The last four bytes are the length of what was packed. .NET doesn't notice when they are missing.
        var trailer = new byte[sizeof(uint)];
        file.Seek(-trailer.Length, SeekOrigin.End);
        file.ReadExactly(trailer);
        var length = StartLength + (sizeof(uint) * array.Extents.Count) + array.ByteLength;
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer) == length % (1L << 32)
            ? tensor
            : throw new InvalidDataException("is cut off at its end, or is packed in several parts");
    }

    private static StoredArray Announced(Stream stream)
    {
        var start = new byte[StartLength];
        if (stream.ReadAtLeast(start, StartLength, throwOnEndOfStream: false) < StartLength || start is not [0, 0, ..])
        {
            throw new InvalidDataException("is no IDX file: it does not start with two zeros, a type and a rank");
        }

        if (!Types.TryGetValue(start[2], out var type))
        {
            var known = string.Join(", ", Types.Keys.Select(number => $"0x{number:X2}"));
            throw new NotSupportedException($"holds numbers of the type 0x{start[2]:X2}, and the types of IDX files are {known}");
        }

        return new StoredArray(type, IsBigEndian: true, Extents(stream, start[3]));
    }

    private static BigInteger[] Extents(Stream stream, int rank)
    {
        var bytes = new byte[rank * sizeof(uint)];
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            ? [.. bytes.Chunk(sizeof(uint)).Select(extent => (BigInteger)BinaryPrimitives.ReadUInt32BigEndian(extent))]
            : throw new InvalidDataException("is cut off within its shape");
    }
}
