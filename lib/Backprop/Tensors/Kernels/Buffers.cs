namespace Backprop.Kernels;

/// <summary>
/// Arrays for results. During a backward pass that records nothing, those that the engine alone sees are lent, and taken back as
/// soon as nothing needs them: a step then makes no garbage of upstream gradients and of what is computed on the way.
/// </summary>
/// <remarks>
/// What a user may reach is never lent: user code (a hook, an operation of one's own) is called while nothing is lent, gradients
/// that are handed out are not taken back, and neither are arrays that two tensors share (<see cref="Keep"/>).
/// </remarks>
internal sealed class Buffers
{
    /// <summary>Smaller arrays are as fast from the garbage collector.</summary>
    private const int SmallestLent = 1024;

    /// <summary>How many numbers lie idle at most, for each thread: 64 MiB.</summary>
    private const int MostIdle = 1 << 23;

    [ThreadStatic]
    private static Buffers? ofThread;

    private readonly Dictionary<int, Stack<double[]>> idle = [];
    private readonly HashSet<double[]> lent = [];
    private readonly List<double[]> recent = [];
    private int idleNumbers;
    private int openLoans;
    private bool isLending;

    /// <summary>
    /// The newest tensor there was when the backward pass began, and when the function that lends was called; outside of a pass
    /// the function is its own.
    /// </summary>
    private (long Pass, long Function) newest;

    public static Buffers OfThread => ofThread ??= new Buffers();

    /// <summary>An array of that length whose elements may be anything: every one is to be written.</summary>
    public static double[] New(int length) =>
        length >= SmallestLent && ofThread is { isLending: true } buffers ? buffers.Lend(length) : GC.AllocateUninitializedArray<double>(length);

    /// <summary>
    /// An array for the elements of a tensor that had none yet. One that a function only reads must still have them when the
    /// function has ended, and one that is older than the backward pass is somebody's: it keeps them for good.
    /// </summary>
    public static double[] NewFor(Tensor tensor)
    {
        if (tensor.IsOwned)
        {
            return OfThread.Take(tensor.Size);
        }

        if (ofThread is not { isLending: true } buffers || tensor.Order > buffers.newest.Function)
        {
            return New(tensor.Size);
        }

        if (tensor.Order <= buffers.newest.Pass || tensor.Size < SmallestLent)
        {
            return GC.AllocateUninitializedArray<double>(tensor.Size);
        }

        var array = buffers.Take(tensor.Size);
        buffers.lent.Add(array);
        return array;
    }

    /// <summary>Gives an array away for good: somebody else has it now.</summary>
    public static void Keep(double[] array) => ofThread?.lent.Remove(array);

    /// <summary>Begins a backward pass; when the last one ends, what was not taken back is given away.</summary>
    public Loan Open()
    {
        openLoans++;
        var before = newest;
        newest = (Tensor.Newest, Tensor.Newest);
        return new Loan(this, before);
    }

    /// <summary>Calls a function whose temporary arrays nobody else sees, and takes all of them back but the result's.</summary>
    public Tensor Lending(Func<Tensor> function)
    {
        var (before, first) = ((isLending, newest), recent.Count);
        isLending = true;
        newest = (openLoans > 0 ? newest.Pass : Tensor.Newest, Tensor.Newest);
        try
        {
            var result = function();
            for (var i = recent.Count - 1; i >= first; i--)
            {
                if (!result.Uses(recent[i]))
                {
                    TakeBack(recent[i]);
                }
            }

            return result;
        }
        finally
        {
            (isLending, newest) = before;
            recent.RemoveRange(first, recent.Count - first);
        }
    }

    public bool IsLent(double[] array) => lent.Contains(array);

    /// <summary>Takes an array back, if it is lent.</summary>
    public void TakeBack(double[] array)
    {
        if (lent.Remove(array))
        {
            Put(array);
        }
    }

    /// <summary>Keeps an array that nobody has, to lend it.</summary>
    public void Put(double[] array)
    {
        if (array.Length < SmallestLent || idleNumbers + array.Length > MostIdle)
        {
            return;
        }

        idleNumbers += array.Length;
        if (!idle.TryGetValue(array.Length, out var stack))
        {
            idle.Add(array.Length, stack = new Stack<double[]>());
        }

        stack.Push(array);
    }

    private void Close((long Pass, long Function) before)
    {
        newest = before;
        if (--openLoans == 0)
        {
            lent.Clear();
        }
    }

    private double[] Lend(int length)
    {
        var array = Take(length);
        lent.Add(array);
        recent.Add(array);
        return array;
    }

    /// <summary>An array that lies idle, or a new one.</summary>
    private double[] Take(int length)
    {
        if (!idle.TryGetValue(length, out var stack) || !stack.TryPop(out var array))
        {
            return GC.AllocateUninitializedArray<double>(length);
        }

        idleNumbers -= length;
        return array;
    }

    /// <summary>The time of a backward pass.</summary>
    public readonly struct Loan(Buffers buffers, (long Pass, long Function) before) : IDisposable
    {
        public void Dispose() => buffers.Close(before);
    }
}
