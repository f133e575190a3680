namespace Backprop.Kernels;

/// <summary>y = f(x), element by element.</summary>
internal delegate void UnaryKernel(ReadOnlySpan<double> x, Span<double> y);

/// <summary>y = f(a, b), element by element.</summary>
internal delegate void BinaryKernel(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y);

/// <summary>y = f(a, b, c), element by element.</summary>
internal delegate void TernaryKernel(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> y);

/// <summary>Applies kernels to arrays, large ones in parts that several threads take.</summary>
/// <remarks>
/// A kernel gives an element the same bytes wherever it lies, so no result depends on the parts. None is short, though: a kernel may
/// have other instructions for a few elements than for many.
/// </remarks>
internal static unsafe class Elementwise
{
    /// <summary>In elements: half a megabyte, so that a thread that is held up leaves little for the others to wait for.</summary>
    private const int PartSize = 1 << 16;

    /// <summary>y = f(x).</summary>
    /// <param name="kernel">f.</param>
    /// <param name="x">The input.</param>
    /// <param name="y">The output, as long; may be the input.</param>
    /// <param name="row">How many elements the kernel must have together.</param>
    public static void Apply(UnaryKernel kernel, ReadOnlySpan<double> x, Span<double> y, int row = 1)
    {
        if (Threads.AreWorthTheirWhile(y.Length))
        {
            ApplyInParts(kernel, x, y, row);
        }
        else
        {
            kernel(x, y);
        }
    }

    /// <summary>y = f(a, b).</summary>
    public static void Apply(BinaryKernel kernel, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        if (Threads.AreWorthTheirWhile(y.Length))
        {
            ApplyInParts(kernel, a, b, y);
        }
        else
        {
            kernel(a, b, y);
        }
    }

    /// <summary>y = f(a, b, c).</summary>
    public static void Apply(TernaryKernel kernel, ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> y)
    {
        if (Threads.AreWorthTheirWhile(y.Length))
        {
            ApplyInParts(kernel, a, b, c, y);
        }
        else
        {
            kernel(a, b, c, y);
        }
    }

    /// <summary>y = f(a, b), where one of the two is a row that meets each row of the other.</summary>
    /// <param name="kernel">f.</param>
    /// <param name="a">As long as y, or the row.</param>
    /// <param name="b">The row, or as long as y.</param>
    /// <param name="y">The output.</param>
    public static void ApplyToRows(BinaryKernel kernel, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        if (y.IsEmpty)
        {
            return; // no rows, and the shorter operand is not the row then
        }

        var row = Math.Min(a.Length, b.Length);
        fixed (double* pinnedA = a, pinnedB = b, pinnedY = y)
        {
            Rows rows = new(kernel, pinnedA, a.Length == row ? 0 : row, pinnedB, b.Length == row ? 0 : row, pinnedY, row, y.Length >= Streaming.LargeResult);
            if (Threads.AreWorthTheirWhile(y.Length))
            {
                InParts(y.Length, row, rows.Apply);
            }
            else
            {
                rows.Apply(0, y.Length);
            }
        }
    }

    // Methods of their own, because a lambda takes memory as soon as the method that it stands in begins.
    private static void ApplyInParts(UnaryKernel kernel, ReadOnlySpan<double> x, Span<double> y, int row)
    {
        fixed (double* pinnedX = x, pinnedY = y)
        {
            double* px = pinnedX, py = pinnedY;
            InParts(y.Length, row, (start, count) => kernel(Part(px, start, count), Writable(py, start, count)));
        }
    }

    private static void ApplyInParts(BinaryKernel kernel, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        fixed (double* pinnedA = a, pinnedB = b, pinnedY = y)
        {
            double* pa = pinnedA, pb = pinnedB, py = pinnedY;
            InParts(y.Length, 1, (start, count) => kernel(Part(pa, start, count), Part(pb, start, count), Writable(py, start, count)));
        }
    }

    private static void ApplyInParts(
        TernaryKernel kernel, ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> y)
    {
        fixed (double* pinnedA = a, pinnedB = b, pinnedC = c, pinnedY = y)
        {
            double* pa = pinnedA, pb = pinnedB, pc = pinnedC, py = pinnedY;
            InParts(y.Length, 1, (start, count) => kernel(
                Part(pa, start, count), Part(pb, start, count), Part(pc, start, count), Writable(py, start, count)));
        }
    }

    private static void InParts(int length, int row, Action<int, int> work)
    {
        var size = Math.Max(1, PartSize / row) * row;
        var parts = length / size;
        Threads.Run(parts, part => work(part * size, part < parts - 1 ? size : length - (part * size)));
    }

    private static ReadOnlySpan<double> Part(double* array, int start, int count) => new(array + start, count);

    private static Span<double> Writable(double* array, int start, int count) => new(array + start, count);

    /// <summary>A kernel that is applied row by row; an operand whose step is 0 is the same row each time.</summary>
    private readonly struct Rows(BinaryKernel kernel, double* a, int stepA, double* b, int stepB, double* y, int row, bool isStreamed)
    {
        /// <summary>Writes some elements of y, which are whole rows.</summary>
        public void Apply(int start, int count)
        {
            var written = isStreamed ? new double[row] : null;
            for (var i = start / row; i < (start + count) / row; i++)
            {
                var result = Writable(y, i * row, row);
                kernel(Part(a, i * stepA, row), Part(b, i * stepB, row), written ?? result);
                if (written is not null)
                {
                    Streaming.Copy(written, result);
                }
            }
        }
    }
}
