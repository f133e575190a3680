using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Backprop.Data;

/// <summary>A type that the numbers in a file may have, and how its bytes become <see cref="double"/>s.</summary>
internal sealed class ElementType
{
    /// <summary>How many elements are converted at a time, so that a large file is never in memory twice.</summary>
    private const int PartLength = 1 << 14;

    private readonly Conversion toDoubles;

    private ElementType(int size, Conversion toDoubles) => (Size, this.toDoubles) = (size, toDoubles);

    private delegate void Conversion(ReadOnlySpan<byte> bytes, Span<double> numbers);

    /// <summary>The bytes of one element.</summary>
    public int Size { get; }

    /// <summary>The type of a file's elements that .NET knows as <typeparamref name="T"/>.</summary>
    public static unsafe ElementType Of<T>()
        where T : unmanaged, INumberBase<T> =>
        new(sizeof(T), (bytes, numbers) => TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, T>(bytes), numbers));

    /// <summary>The next elements of a stream.</summary>
    /// <exception cref="EndOfStreamException">The stream ends before.</exception>
    public double[] Read(Stream stream, int count, bool isBigEndian)
    {
        var numbers = new double[count];
        var buffer = new byte[Math.Min(count, PartLength) * Size];
        for (var start = 0; start < count; start += PartLength)
        {
            var part = numbers.AsSpan(start, Math.Min(count - start, PartLength));
            var bytes = buffer.AsSpan(0, part.Length * Size);
            stream.ReadExactly(bytes);
            if (isBigEndian == BitConverter.IsLittleEndian)
            {
                ReverseEach(bytes);
            }

            toDoubles(bytes, part);
        }

        return numbers;
    }

    private void ReverseEach(Span<byte> bytes)
    {
        for (var start = 0; start < bytes.Length; start += Size)
        {
            bytes.Slice(start, Size).Reverse();
        }
    }
}
