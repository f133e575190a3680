using System.Numerics;
using Backprop.Formatting;

namespace Backprop.Data;

/// <summary>An array as the head of a file announces it; its elements follow one after another, with nothing between.</summary>
/// <param name="Type">The type of the elements.</param>
/// <param name="IsBigEndian">Whether the most significant byte of an element comes first.</param>
/// <param name="Extents">The shape that the file claims, outermost axis first, however large.</param>
internal sealed record StoredArray(ElementType Type, bool IsBigEndian, IReadOnlyList<BigInteger> Extents)
{
    /// <summary>What one byte of deflated data, as in zip and gzip files, can grow to at most.</summary>
    public const int LargestInflation = 1032;

    /// <summary>The bytes that the elements take.</summary>
    public BigInteger ByteLength => Length * Type.Size;

    private BigInteger Length => Extents.Aggregate(BigInteger.One, (product, extent) => product * extent);

    /// <summary>Reads the elements, which must end where the stream does.</summary>
    /// <param name="stream">The stream, at the first element.</param>
    /// <param name="available">How many bytes may follow at most. Memory is taken only for an array that fits.</param>
    /// <exception cref="InvalidDataException">There are fewer or more bytes than the shape wants.</exception>
    /// <exception cref="NotSupportedException">A tensor cannot have this shape.</exception>
    public Tensor Read(Stream stream, long available)
    {
        if (ByteLength > available)
        {
            throw WrongLength();
        }

        var shape = Shape();
        try
        {
            var numbers = Type.Read(stream, shape.Size, IsBigEndian);
            return stream.ReadByte() < 0 ? new Tensor(shape, numbers) : throw WrongLength();
        }
        catch (EndOfStreamException)
        {
            throw WrongLength();
        }
    }

    private Shape Shape() => Extents.Count <= Backprop.Shape.MaxRank && Length <= Array.MaxLength && Extents.All(extent => extent <= Array.MaxLength)
        ? new Shape([.. Extents.Select(extent => (int)extent)])
        : throw new NotSupportedException(
            Invariant($"has the shape {ShapeText}; a tensor has at most {Backprop.Shape.MaxRank} axes and {Array.MaxLength} elements"));

    private string ShapeText => $"({NumberList.Of(Extents)})";

    private InvalidDataException WrongLength() =>
        new(Invariant($"does not hold the {ByteLength} bytes of data that its shape {ShapeText} wants"));
}
