using Backprop.Formatting;

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
    private readonly double[] values;

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
                "tensor", $"shape {shape} has {shape.Size} elements, but {owned.Length} were given");
        }

        Shape = shape;
        values = owned;
    }

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
            return values;
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
        write(values);
    }

    /// <summary>The number that a tensor of one element holds.</summary>
    /// <exception cref="InvalidOperationException">The tensor has more elements than one, or none.</exception>
    public double Item() => Size == 1
        ? values[0]
        : throw new InvalidOperationException($"item: a single number is wanted, but the tensor has shape {Shape}");

    /// <summary>A copy of the elements in row-major order.</summary>
    public double[] ToArray() => [.. Data];
}
