namespace Backprop;

/// <summary>
/// Elements that a tensor has not got an array of its own for: it gets one when somebody reads them. A kernel that can do without
/// saves that.
/// </summary>
internal abstract record Deferred
{
    /// <summary>Writes all elements, in row-major order.</summary>
    /// <param name="elements">Where to.</param>
    /// <param name="shape">The tensor's shape.</param>
    public abstract void WriteTo(double[] elements, Shape shape);
}
