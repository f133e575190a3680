using Backprop.Formatting;

namespace Backprop;

/// <summary>
/// What is taken of an axis: a range of indices (<c>1..^1</c>), every so many of a range (<c>(1..^1).Step(2)</c>), or a single one
/// (<c>^1</c>). See <see cref="Tensor.this"/>.
/// </summary>
[TypeFormatterSource(typeof(TextFormatterSource<Slice>), PreferredMimeTypes = [MimeTypes.PlainText])]
public readonly struct Slice
{
    private readonly Range range;
    private readonly int? step;

    private Slice(Range range, bool isIndex) => (this.range, IsIndex) = (range, isIndex);

    /// <summary>Every so many indices of a range; see <see cref="RangeExtensions.Step"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    internal Slice(Range range, int step)
        : this(range, isIndex: false) => this.step = step != 0
            ? step
            : throw new OutOfRangeException(nameof(step), $"slice: {range} in steps of 0 never ends; 1 takes every element");

    /// <summary>Whether it is a single index, so that the axis goes.</summary>
    public bool IsIndex { get; }

    /// <summary>How far apart the indices are; backwards from the end of the range, if it is negative.</summary>
    internal int Step => step ?? 1;

    /// <summary>A range, as in <c>1..^1</c>.</summary>
    public static implicit operator Slice(Range range) => new(range, isIndex: false);

    /// <summary>An index, as in <c>^1</c>.</summary>
    public static implicit operator Slice(Index index) =>
        new(new Range(index, index.IsFromEnd ? new Index(index.Value - 1, fromEnd: true) : index.Value + 1), isIndex: true);

    /// <summary>An index from the front.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative (from the end it is <c>^1</c>).</exception>
    public static implicit operator Slice(int index) => index >= 0
        ? (Index)index
        : throw new OutOfRangeException(
            nameof(index), Invariant($"slice: index {index} is negative; from the end, write ^{-index}"));

    /// <summary>Where the slice starts on an axis, and how long it is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It reaches over the end.</exception>
    internal (int Start, int Length) On(int axis, Shape shape)
    {
        var (start, end) = (range.Start.GetOffset(shape[axis]), range.End.GetOffset(shape[axis]));
        return start >= 0 && start <= end && end <= shape[axis]
            ? (start, end - start)
            : throw new OutOfRangeException(
                nameof(axis), Invariant($"slice: {this} reaches over axis {axis} of shape {shape}"));
    }

    /// <summary>As it is written in brackets: <c>1..^1</c>, <c>(1..^1).Step(2)</c>, or <c>^1</c>.</summary>
    public override string ToString() => IsIndex ? $"{range.Start}"
        : step is null ? $"{range}"
        : Invariant($"({range}).Step({step})");
}
