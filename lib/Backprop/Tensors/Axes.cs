using System.Collections;
using System.Runtime.CompilerServices;
using Backprop.Formatting;

namespace Backprop;

/// <summary>
/// The axes that a reduction runs over: one (<c>-1</c>), several (<c>[0, 2]</c>), or, if nothing is said, all.
/// </summary>
[TypeFormatterSource(typeof(TextFormatterSource<Axes>), PreferredMimeTypes = [MimeTypes.PlainText])]
[CollectionBuilder(typeof(Axes), nameof(Create))]
public readonly struct Axes : IEnumerable<int>
{
    private readonly int[]? axes;

    private Axes(int[] axes) => this.axes = axes;

    /// <summary>One axis; −1 is the last.</summary>
    public static implicit operator Axes(int axis) => new([axis]);

    /// <summary>Makes axes from a collection expression.</summary>
    public static Axes Create(ReadOnlySpan<int> axes) => new([.. axes]);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(axes ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The axes of a shape, counted from the front, in rising order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    internal int[] Of(Shape shape)
    {
        if (axes is null)
        {
            return [.. Enumerable.Range(0, shape.Rank)];
        }

        int[] found = [.. axes.Select(shape.Axis).Order()];
        return found.Distinct().Count() == found.Length
            ? found
            : throw new InvalidArgumentException($"axes [{NumberList.Of(axes)}] of shape {shape} name an axis twice");
    }

    /// <summary>The axes in brackets, such as <c>[0, -1]</c>.</summary>
    public override string ToString() => axes is null ? "all axes" : $"[{NumberList.Of(axes)}]";
}
