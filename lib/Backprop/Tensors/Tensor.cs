using System.Numerics.Tensors;
using Backprop.Formatting;
using Backprop.Memory;

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
        Storage = new Storage(owned);
    }

    /// <summary>Makes a tensor of elements that lie elsewhere, or have yet to come about.</summary>
    private Tensor(Shape shape, Storage storage) => (Shape, Storage) = (shape, storage);

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
        if (Storage.IsShared)
        {
            Storage = new Storage([.. Values]); // the others keep what they have
        }

        write(Values);
    }

    /// <summary>The number that a tensor of one element holds.</summary>
    /// <exception cref="ShapeMismatchException">The tensor has more elements than one, or none.</exception>
    public double Item() => Size == 1
        ? Values[0]
        : throw new ShapeMismatchException("item", $"a single number is expected, but the tensor has shape {Shape}");

    /// <summary>A copy of the elements in row-major order.</summary>
    public double[] ToArray() => [.. Data];

    /// <summary>
    /// Whether the arrays of gradients are used again where no code of yours can reach them, which is what makes a training step
    /// cheap. No result depends on it. Turn it off to find out whether an error of the library lies there.
    /// </summary>
    public static bool ReusesMemory
    {
        get => Scratch.IsEnabled;
        set => Scratch.IsEnabled = value;
    }

    /// <summary>Where the elements lie.</summary>
    internal Storage Storage { get; private set; }

    /// <summary>The elements, unchecked.</summary>
    private double[] Values => Storage.Elements;

    /// <summary>The row that the tensor repeats without having copied it; null if it is anything else, or hardly a row.</summary>
    private double[]? StretchedRow
    {
        get
        {
            const int Shortest = 8;
            if (Storage is not View { IsWritten: false, IsTransposed: false, Source: { Length: >= Shortest } row } stretched)
            {
                return null;
            }

            var extents = stretched.From.Extents;
            var first = Math.Max(0, extents.IndexOfAnyExcept(1));
            var last = extents[first..];
            return last.Length <= Shape.Rank && Shape.Extents[^last.Length..].SequenceEqual(last) ? row : null;
        }
    }

    /// <summary>Adds a multiple of all elements to as many numbers.</summary>
    internal void AddTo(Span<double> target, double factor)
    {
        if (Storage is Factors { IsWritten: false } factors)
        {
            factors.AddTo(target, factor);
        }
        else
        {
            TensorPrimitives.MultiplyAdd(Data, factor, target, target);
        }
    }

    /// <summary>The same elements in another shape, copied only when one of the two is written to.</summary>
    private Tensor Alias(Shape shape) => new(shape, Storage.Share());
}
