using System.Numerics.Tensors;
using Backprop.Formatting;
using Backprop.Kernels;

namespace Backprop;

/// <summary>
/// A block of numbers with a shape: a scalar, a vector, a matrix or more. The elements lie in row-major (C) order
/// in one array of doubles. Operations make new tensors and, where a gradient is wanted, remember how they were
/// made (see <see cref="Backward"/>).
/// </summary>
/// <remarks>Two tensors are equal only if they are the same object: a tensor is a node of a graph.</remarks>
[TypeFormatterSource(
    typeof(HtmlFormatterSource<Tensor>),
    PreferredMimeTypes = [MimeTypes.Html, MimeTypes.PlainText])]
public partial class Tensor : IHtml
{
    private double[]? array;
    private Deferred? deferred;
    private bool isShared;

    /// <summary>Makes a tensor from a copy of its elements in row-major order.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="data">As many elements as the shape has.</param>
    /// <exception cref="ShapeMismatchException">The number of elements is not the shape's.</exception>
    public Tensor(Shape shape, ReadOnlySpan<double> data)
        : this(shape, data.ToArray())
    {
    }

    /// <summary>Makes a tensor that takes over an array that nobody else holds.</summary>
    internal Tensor(Shape shape, double[] owned)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (owned.Length != shape.Size)
        {
            throw new ShapeMismatchException(
                "tensor", Invariant($"shape {shape} has {shape.Size} elements, but {owned.Length} were given"));
        }

        Shape = shape;
        array = owned;
    }

    /// <summary>Makes a tensor of elements that get an array only when they are read.</summary>
    private Tensor(Shape shape, Deferred deferred) => (Shape, this.deferred) = (shape, deferred);

    /// <summary>Writes new elements over old ones; the span is valid during the call only.</summary>
    /// <param name="data">The tensor's elements in row-major order.</param>
    public delegate void DataWriter(Span<double> data);

    /// <summary>The extents along the axes.</summary>
    public Shape Shape { get; }

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Size => Shape.Size;

    /// <summary>The elements in row-major order, to read.</summary>
    /// <exception cref="GradientException">A backward pass wants elements that were changed after they were
    /// recorded.</exception>
    public ReadOnlySpan<double> Data
    {
        get
        {
            BackwardPass.CheckUnchanged(this);
            return Values;
        }
    }

    /// <summary>How many times <see cref="Write"/> has changed the elements.</summary>
    public int Version { get; private set; }

    /// <summary>Changes the elements in place: the only way to do so.</summary>
    /// <param name="write">Receives the elements to overwrite.</param>
    public void Write(DataWriter write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Version++;
        WrittenAt = Interlocked.Increment(ref newest);
        if (isShared)
        {
            (array, isShared) = ([.. Values], false); // the others keep what they have
        }

        write(Values);
    }

    /// <summary>The number that a tensor of one element holds.</summary>
    /// <exception cref="ShapeMismatchException">The tensor has more elements than one, or none.</exception>
    public double Item() => Size == 1
        ? Values[0]
        : throw new ShapeMismatchException("item", $"a single number is wanted, but the tensor has shape {Shape}");

    /// <summary>A copy of the elements in row-major order.</summary>
    public double[] ToArray() => [.. Data];

    /// <summary>The elements, unchecked.</summary>
    private double[] Values
    {
        get
        {
            if (array is null && deferred is { } unread)
            {
                var elements = Buffers.NewFor(this);
                unread.WriteTo(elements, Shape);
                (array, deferred) = (elements, null);
            }

            return array!;
        }
    }

    /// <summary>The view that the elements are still read through; null if they lie in an array of their own.</summary>
    private View? Pending => array is null ? deferred as View : null;

    /// <summary>The row that the tensor repeats without having copied it; null if it is anything else, or hardly a row.</summary>
    private double[]? StretchedRow
    {
        get
        {
            const int Shortest = 8;
            if (Pending is not { IsTransposed: false, Source: { Length: >= Shortest } row } stretched)
            {
                return null;
            }

            var extents = stretched.Shape.Extents;
            var last = extents[extents.IndexOfAnyExcept(1)..];
            return Shape.Extents[^last.Length..].SequenceEqual(last) ? row : null;
        }
    }

    /// <summary>Whether the elements lie in that array.</summary>
    internal bool Uses(double[] other) => ReferenceEquals(array, other);

    /// <summary>How many places of a backward pass need this gradient.</summary>
    internal int Holders { get; set; }

    /// <summary>Whether it was made by the engine for one leaf alone, and nobody else has seen it.</summary>
    internal bool IsOwned { get; set; }

    /// <summary>Whether the elements lie in an array that is to be given back.</summary>
    internal bool IsLent => array is not null && !isShared && Buffers.OfThread.IsLent(array);

    /// <summary>Whether the elements are the product of factors that nobody has asked for.</summary>
    internal bool IsFactored => array is null && !isShared && deferred is Factors;

    /// <summary>Makes sure that the elements stay: somebody else sees them from here on.</summary>
    internal void Keep()
    {
        if (array is not null)
        {
            Buffers.Keep(array);
        }
        else
        {
            isShared |= !IsOwned;
        }
    }

    /// <summary>Adds a multiple of all elements to as many numbers.</summary>
    internal void AddTo(Span<double> target, double factor)
    {
        if (IsFactored)
        {
            ((Factors)deferred!).AddTo(target, factor, Shape);
        }
        else
        {
            TensorPrimitives.MultiplyAdd(Data, factor, target, target);
        }
    }

    /// <summary>Gives the array back to be used again, if it was lent and nobody else has got it.</summary>
    internal void TakeBack(Buffers? buffers)
    {
        if (array is not null && buffers is not null && !isShared)
        {
            buffers.TakeBack(array);
        }
    }

    /// <summary>Gives the array of a tensor away that nobody can reach any more.</summary>
    private void Recycle()
    {
        if (IsOwned && array is not null && !isShared)
        {
            Buffers.OfThread.Put(array);
        }
    }

    /// <summary>The array, for another tensor to use as well: whichever is written to first gets a copy.</summary>
    private double[] Share()
    {
        isShared = true;
        Buffers.Keep(Values);
        return Values;
    }

    /// <summary>
    /// The same elements in another shape, copied only when one of the two is written to; of an array that is lent they are
    /// copied at once, into another one, so that both can be taken back.
    /// </summary>
    private Tensor Alias(Shape shape)
    {
        if (!IsLent)
        {
            return new(shape, Share()) { isShared = true };
        }

        var copy = Buffers.New(shape.Size);
        Values.CopyTo(copy, 0);
        return new(shape, copy);
    }
}
