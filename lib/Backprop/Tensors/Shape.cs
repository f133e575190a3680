using System.Collections;
using System.Runtime.CompilerServices;
using Backprop.Formatting;

namespace Backprop;

/// <summary>
/// The extents of a tensor along its axes, outermost first: a 200×64 matrix has the shape <c>(200, 64)</c>,
/// a single number the shape <c>()</c>. Immutable, and equal when all extents are.
/// </summary>
[TypeFormatterSource(typeof(TextFormatterSource<Shape>), PreferredMimeTypes = [MimeTypes.PlainText])]
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    /// <summary>The largest number of axes that a tensor may have.</summary>
    public const int MaxRank = 8;

    private readonly int[] extents;

    /// <summary>Makes a shape from its extents, outermost axis first.</summary>
    /// <param name="extents">One non-negative number per axis; none for a single number.</param>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxRank"/> axes, or more elements
    /// than an array can hold.</exception>
    public Shape(params ReadOnlySpan<int> extents)
    {
        if (extents.Length > MaxRank)
        {
            throw new InvalidArgumentException(Invariant($"shape {Format(extents)} has {extents.Length} axes; at most {MaxRank} are supported"));
        }

        long size = 1;
        foreach (var extent in extents)
        {
            if (extent < 0)
            {
                throw new OutOfRangeException(
                    nameof(extents), Invariant($"shape {Format(extents)} has a negative extent: {extent}"));
            }

            size *= extent;
            if (size > Array.MaxLength)
            {
                throw new InvalidArgumentException(
                    Invariant($"shape {Format(extents)} has more elements than an array can hold ({Array.MaxLength})"));
            }
        }

        this.extents = extents.ToArray();
        Size = (int)size;
    }

    /// <summary>The shape of a single number: no axes, one element.</summary>
    public static Shape Scalar { get; } = new();

    /// <summary>The number of axes.</summary>
    public int Rank => extents.Length;

    /// <summary>The number of elements: the product of the extents.</summary>
    public int Size { get; }

    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>The extent along an axis; <c>^1</c> is the last axis.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such axis.</exception>
    public int this[int axis] => extents[axis];

    /// <summary>The extents, outermost first.</summary>
    public ReadOnlySpan<int> Extents => extents;

    /// <summary>The number of axes (lets <c>shape[^1]</c> name the last one).</summary>
    public int Length => Rank;

    /// <summary>Makes a shape from a collection expression: <c>Shape s = [200, 64];</c></summary>
    public static Shape Create(ReadOnlySpan<int> extents) => new(extents);

    /// <summary>Whether two shapes have the same extents.</summary>
    public static bool operator ==(Shape? a, Shape? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Whether two shapes differ in an extent or in rank.</summary>
    public static bool operator !=(Shape? a, Shape? b) => !(a == b);

    /// <summary>
    /// Turns an axis that may be counted from the end (−1 is the last) into one counted from the front.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int Axis(int axis)
    {
        if (axis < -Rank || axis >= Rank)
        {
            throw new OutOfRangeException(
                nameof(axis), Invariant($"axis {axis} does not exist in shape {this}, which has {Rank} axes"));
        }

        return axis < 0 ? axis + Rank : axis;
    }

    /// <summary>The shape with extent 1 at some axes, as it is left when they are summed over.</summary>
    internal Shape Keeping(int[] axes) => new([.. extents.Select((extent, axis) => axes.Contains(axis) ? 1 : extent)]);

    /// <summary>The shape without some axes.</summary>
    internal Shape Dropping(int[] axes) => new([.. extents.Where((_, axis) => !axes.Contains(axis))]);

    /// <summary>The shape with another extent at an axis.</summary>
    internal Shape With(int axis, int extent) => new([.. extents[..axis], extent, .. extents[(axis + 1)..]]);

    /// <summary>How far apart neighbours along each axis are in row-major order.</summary>
    internal int[] Strides()
    {
        var strides = new int[Rank];
        for (var (axis, stride) = (Rank - 1, 1); axis >= 0; stride *= extents[axis--])
        {
            strides[axis] = stride;
        }

        return strides;
    }

    /// <summary>The indices of the element at a place in row-major order, as text: <c>[3, 0]</c>.</summary>
    internal string IndexText(int place)
    {
        var indices = new int[Rank];
        for (var axis = Rank - 1; axis >= 0; axis--)
        {
            (place, indices[axis]) = Math.DivRem(place, extents[axis]);
        }

        return $"[{NumberList.Of(indices)}]";
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) =>
        ReferenceEquals(this, other) || (other is not null && Extents.SequenceEqual(other.Extents));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var extent in extents)
        {
            hash.Add(extent);
        }

        return hash.ToHashCode();
    }

    /// <summary>The extents in parentheses, such as <c>(200, 64)</c>.</summary>
    public override string ToString() => Format(extents);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)extents).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Format(ReadOnlySpan<int> extents) => $"({NumberList.Of(extents.ToArray())})";
}
