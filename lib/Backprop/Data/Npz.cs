using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Backprop.Errors;

namespace Backprop.Data;

/// <summary>
/// Tensors in a file that NumPy reads and writes: a zip archive of one .npy entry per name, float64, little-endian, in C order.
/// </summary>
/// <remarks>The format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, version 1.0.</remarks>
public static partial class Npz
{
    private const string Extension = ".npy";
    private const int Alignment = 64;

    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8, 1, 0];

    /// <summary>The same for every file, so that equal tensors give equal bytes.</summary>
    private static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes tensors to a file, whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="tensors">The tensors by name.</param>
    /// <exception cref="ArgumentException">A name is empty or there twice.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        Require.NotEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        var entries = tensors.ToList();
        var twice = entries.GroupBy(entry => entry.Name).FirstOrDefault(group => string.IsNullOrEmpty(group.Key) || group.Count() > 1);
        if (twice is not null)
        {
            throw new InvalidArgumentException($"npz: the name \"{twice.Key}\" is empty or there twice", nameof(tensors));
        }

        // Beside the file, because a move is atomic within one volume only.
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var archive = ZipFile.Open(temporary, ZipArchiveMode.Create))
            {
                foreach (var (name, tensor) in entries)
                {
                    var entry = archive.CreateEntry(name + Extension, CompressionLevel.NoCompression);
                    entry.LastWriteTime = Stamp;
                    using var stream = entry.Open();
                    Write(stream, tensor);
                }
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name.</returns>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is no such archive, is damaged or cut off, or holds arrays of
    /// another kind.</exception>
    public static IReadOnlyDictionary<string, Tensor> Load(string path)
    {
        Require.NotEmpty(path);
        var file = Path.GetFileName(path);
        try
        {
            using var archive = ZipFile.OpenRead(path);
            return archive.Entries.ToDictionary(
                entry => entry.FullName.EndsWith(Extension, StringComparison.Ordinal) ? entry.FullName[..^Extension.Length] : entry.FullName,
                entry => Read(entry, file));
        }
        catch (Exception exception) when (
            exception is InvalidDataException or EndOfStreamException or OverflowException or ArgumentException
            && !exception.Message.StartsWith(file, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{file} is no .npz file, or is damaged: {exception.Message}", exception);
        }
    }

    private static void Write(Stream stream, Tensor tensor)
    {
        var extents = string.Join(", ", tensor.Shape) + (tensor.Rank == 1 ? "," : "");
        var header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({extents}), }}";
        var length = (Magic.Length + 2 + header.Length + Alignment) / Alignment * Alignment;
        header = header.PadRight(length - Magic.Length - 3) + '\n';

        Span<byte> size = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)header.Length);
        stream.Write(Magic);
        stream.Write(size);
        stream.Write(Encoding.ASCII.GetBytes(header));
        stream.Write(LittleEndian(MemoryMarshal.AsBytes(tensor.Data).ToArray()));
    }

    private static Tensor Read(ZipArchiveEntry entry, string file)
    {
        InvalidDataException Error(string problem) => new($"{file}, {entry.FullName}: {problem}");

        using var stream = entry.Open();
        var start = new byte[Magic.Length + 2];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan(0, 6).SequenceEqual(Magic.AsSpan(0, 6)))
        {
            throw Error("is no .npy array");
        }

        if (start[6] != 1)
        {
            throw Error($"is in version {start[6]} of the .npy format, and version 1 is wanted");
        }

        var bytes = new byte[BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(8))];
        stream.ReadExactly(bytes);
        var header = Header().Match(Encoding.Latin1.GetString(bytes));
        if (!header.Success)
        {
            throw Error("has a header that cannot be read");
        }

        if (header.Groups["type"].Value != "<f8" || header.Groups["fortran"].Value != "False")
        {
            var type = header.Groups["type"].Value;
            throw Error(type.Contains('O', StringComparison.Ordinal)
                ? "holds Python objects, which could run any code when they are read, and are not"
                : $"holds '{type}' with fortran_order {header.Groups["fortran"].Value}, and '<f8' in C order is wanted; convert it with numpy.ascontiguousarray(a, dtype='<f8')");
        }

        var shape = new Shape([.. header.Groups["extent"].Captures.Select(extent => int.Parse(extent.Value, CultureInfo.InvariantCulture))]);
        var data = new byte[sizeof(double) * (long)shape.Size];
        var read = stream.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
        return read == data.Length && stream.ReadByte() < 0
            ? new Tensor(shape, MemoryMarshal.Cast<byte, double>(LittleEndian(data)))
            : throw Error($"does not hold the {data.Length} bytes of data that its shape {shape} wants");
    }

    /// <summary>The bytes of numbers turned to or from the order that the file has.</summary>
    private static byte[] LittleEndian(byte[] bytes)
    {
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<byte, long>(bytes.AsSpan());
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        return bytes;
    }

    [GeneratedRegex(@"^\{'descr': '(?<type>[^']*)', 'fortran_order': (?<fortran>True|False), 'shape': \((?:(?<extent>\d+),? ?)*\), \}\s*$")]
    private static partial Regex Header();
}
