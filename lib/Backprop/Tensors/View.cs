using Backprop.Kernels;

namespace Backprop;

/// <summary>
/// Elements that lie in another tensor's array: stretched, or with rows and columns swapped. They are copied when somebody reads
/// them; a kernel that can do with the array as it is saves the copy.
/// </summary>
/// <param name="Source">The array.</param>
/// <param name="Shape">The shape that it has there.</param>
/// <param name="IsTransposed">Whether it is a matrix read by columns; it is stretched otherwise.</param>
internal sealed record View(double[] Source, Shape Shape, bool IsTransposed)
{
    /// <summary>Writes the elements to an array of their own.</summary>
    public void Copy(double[] copy, Shape to)
    {
        if (IsTransposed)
        {
            TransposeKernel.Transpose(Source, copy, Shape[0], Shape[1]);
        }
        else
        {
            BroadcastKernels.Expand(Source, Shape, copy, to);
        }
    }
}
