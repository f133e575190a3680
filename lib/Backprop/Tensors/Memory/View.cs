using Backprop.Kernels;

namespace Backprop.Memory;

/// <summary>Elements that lie in another storage: stretched, or with rows and columns swapped. A kernel that can read them there
/// saves the copy.</summary>
/// <param name="source">Where they lie.</param>
/// <param name="from">The shape that they have there.</param>
/// <param name="to">The shape that they have here.</param>
/// <param name="isTransposed">Whether it is a matrix read by columns; it is stretched otherwise.</param>
internal sealed class View(Storage source, Shape from, Shape to, bool isTransposed) : Storage
{
    private readonly Storage source = source.Share();

    /// <summary>Whether it is a matrix read by columns; it is stretched otherwise.</summary>
    public bool IsTransposed => isTransposed;

    /// <summary>The array that the elements lie in.</summary>
    public double[] Source => source.Elements;

    /// <summary>The shape that they have there.</summary>
    public Shape From => from;

    /// <inheritdoc/>
    protected override int Size => to.Size;

    /// <inheritdoc/>
    protected override void WriteTo(double[] elements)
    {
        if (isTransposed)
        {
            TransposeKernel.Transpose(Source, elements, from[0], from[1]);
        }
        else
        {
            BroadcastKernels.Expand(Source, from, elements, to);
        }
    }

    /// <inheritdoc/>
    protected override void ForSources(Action<Storage> action) => action(source);
}
