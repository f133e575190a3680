using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Backprop.Errors;
using Backprop.Formatting;

namespace Backprop.Data;

/// <summary>One array in a file that NumPy wrote with <c>numpy.save</c>.</summary>
/// <remarks>The format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, versions 1 to 3.</remarks>
public static partial class Npy
{
    private const int Alignment = 64;
    private const int StartLength = 8; // magic, and two bytes for the version

    /// <summary>NumPy itself refuses longer ones; those of plain arrays have about a hundred characters.</summary>
    private const int LongestHeader = 10_000;

    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <summary>The types by NumPy's names for them, without the order of their bytes.</summary>
    private static readonly Dictionary<string, ElementType> Types = new()
    {
        ["b1"] = ElementType.Of<byte>(),
        ["i1"] = ElementType.Of<sbyte>(),
        ["i2"] = ElementType.Of<short>(),
        ["i4"] = ElementType.Of<int>(),
        ["i8"] = ElementType.Of<long>(),
        ["u1"] = ElementType.Of<byte>(),
        ["u2"] = ElementType.Of<ushort>(),
        ["u4"] = ElementType.Of<uint>(),
        ["u8"] = ElementType.Of<ulong>(),
        ["f2"] = ElementType.Of<Half>(),
        ["f4"] = ElementType.Of<float>(),
        ["f8"] = ElementType.Of<double>(),
    };

    /// <summary>
    /// Reads the array: floating-point numbers of 16, 32 or 64 bits, integers, or booleans (as 0 and 1), in any byte order, C or
    /// Fortran order.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The array's numbers in its shape. Integers beyond ±2⁵³ are rounded to the nearest <see cref="double"/>.</returns>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is no .npy file, is damaged or cut off, or holds something other than real
    /// numbers.</exception>
    public static Tensor Load(string path)
    {
        Require.NotEmpty(path);
        using var stream = File.OpenRead(path);
        try
        {
            return Read(stream, stream.Length);
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException)
        {
            var hint = Path.GetExtension(path) == ".npz" ? "; an archive of arrays is read with Npz.Load" : "";
            throw new InvalidDataException($"{Path.GetFileName(path)} {exception.Message}{hint}", exception);
        }
    }

    /// <summary>Writes an array in version 1 of the format: float64, little-endian, in C order.</summary>
    internal static void Write(Stream stream, Tensor tensor)
    {
        var extents = NumberList.Of(tensor.Shape) + (tensor.Rank == 1 ? "," : "");
        var header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({extents}), }}";
        var start = StartLength + sizeof(ushort);
        var length = (start + header.Length + Alignment) / Alignment * Alignment;
        header = header.PadRight(length - start - 1) + '\n';

        Span<byte> size = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)header.Length);
        stream.Write([.. Magic, 1, 0, .. size, .. Encoding.ASCII.GetBytes(header)]);
        stream.Write(LittleEndian(tensor.Data));
    }

    /// <summary>Reads an array that ends where the stream does.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="length">How many bytes it has at most.</param>
    /// <exception cref="InvalidDataException">The array is damaged or cut off.</exception>
    /// <exception cref="NotSupportedException">The array is whole, but no tensor.</exception>
    internal static Tensor Read(Stream stream, long length)
    {
        var start = Bytes(stream, StartLength, "is no .npy array");
        if (!start.AsSpan().StartsWith(Magic))
        {
            throw new InvalidDataException("is no .npy array");
        }

        var header = Header().Match(HeaderText(stream, start[Magic.Length]));
        var values = header.Groups["key"].Captures.Zip(header.Groups["value"].Captures)
            .GroupBy(pair => pair.First.Value, pair => pair.Second.Value)
            .ToDictionary(values => values.Key, values => values.Last()); // as in Python
        if (!values.TryGetValue("descr", out var type)
            || !values.TryGetValue("shape", out var shape) || shape[0] != '('
            || !values.TryGetValue("fortran_order", out var fortran) || fortran is not ("True" or "False"))
        {
            throw new InvalidDataException("has a header that cannot be read");
        }

        BigInteger[] extents = [.. Number().Matches(shape).Select(extent => BigInteger.Parse(extent.Value, CultureInfo.InvariantCulture))];
        return fortran == "True"
            ? Transposed(Announced(type, [.. extents.Reverse()]).Read(stream, length))
            : Announced(type, extents).Read(stream, length);
    }

    private static string HeaderText(Stream stream, byte version)
    {
        if (version is 0 or > 3)
        {
            throw new NotSupportedException(Invariant($"is in version {version} of the .npy format; versions 1 to 3 are read"));
        }

        const string CutOff = "is cut off within its header";
        var length = version == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(Bytes(stream, sizeof(ushort), CutOff))
            : BinaryPrimitives.ReadUInt32LittleEndian(Bytes(stream, sizeof(uint), CutOff));
        if (length > LongestHeader)
        {
            throw new NotSupportedException(Invariant($"has a header of {length} bytes, which no array of plain numbers needs; up to {LongestHeader} are read"));
        }

        return (version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(Bytes(stream, (int)length, CutOff));
    }

    private static StoredArray Announced(string description, BigInteger[] extents)
    {
        var name = description.TrimStart('u', 'b').Trim('\'', '"');
        return Types.TryGetValue(name.TrimStart('<', '>', '=', '|'), out var type)
            ? new StoredArray(type, name[0] == '>' || (name[0] != '<' && !BitConverter.IsLittleEndian), extents)
            : throw new NotSupportedException(Unreadable(description, name));
    }

    /// <summary>What an array of no numbers holds, and what to do about it.</summary>
    private static string Unreadable(string description, string name) =>
        (description[0] == '[' ? '[' : name.TrimStart('<', '>', '=', '|').FirstOrDefault()) switch
        {
            'O' => "holds Python objects, which could run any code when they are read, and are not",
            'c' => $"holds complex numbers ('{name}'), and a tensor is real; save a.real and a.imag as two arrays",
            'U' or 'S' or 'a' => $"holds text ('{name}'), and a tensor has numbers",
            'M' or 'm' => $"holds dates or times ('{name}'); save them as numbers, with a.astype('i8')",
            'f' => $"holds '{name}', whose bytes differ from machine to machine; save it with a.astype('f8')",
            '[' or 'V' => "holds records of several fields; save each field as an array of its own",
            _ => $"holds '{name}', which is no type of numbers that can be read",
        };

    /// <summary>The array whose axes are in the opposite order.</summary>
    private static Tensor Transposed(Tensor tensor) => tensor.Permute([.. Enumerable.Range(0, tensor.Rank).Reverse()]);

    private static byte[] Bytes(Stream stream, int count, string problem)
    {
        var bytes = new byte[count];
        return stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count ? bytes : throw new InvalidDataException(problem);
    }

    private static byte[] LittleEndian(ReadOnlySpan<double> numbers)
    {
        var bytes = MemoryMarshal.AsBytes(numbers).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<byte, long>(bytes.AsSpan());
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        return bytes;
    }

    /// <summary>A Python dictionary of three keys in any order, as NumPy has written it over the years.</summary>
    [GeneratedRegex("""
        ^\s*\{
          (?: \s* u?['"](?<key>descr|fortran_order|shape)['"] \s* : \s*
              (?<value> [ub]?'[^']*' | [ub]?"[^"]*" | True | False | \([\d\sL,]*\) | \[.*\] )
              \s* (?: , | (?=\}) ) )+
        \s*\}\s*$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Header();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
