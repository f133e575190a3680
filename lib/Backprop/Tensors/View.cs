using Backprop.Kernels;

namespace Backprop;

/// <summary>Elements that lie in another tensor's array: stretched, or with rows and columns swapped.</summary>
/// <param name="Source">The array.</param>
/// <param name="Shape">The shape that it has there.</param>
/// <param name="IsTransposed">Whether it is a matrix read by columns; it is stretched otherwise.</param>
internal sealed record View(double[] Source, Shape Shape, bool IsTransposed) : Deferred
{
    /// <inheritdoc/>
    public override void WriteTo(double[] elements, Shape shape)
    {
        if (IsTransposed)
        {
            TransposeKernel.Transpose(Source, elements, Shape[0], Shape[1]);
        }
        else
        {
            BroadcastKernels.Expand(Source, Shape, elements, shape);
        }
    }
}
