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

    public static Buffers OfThread => ofThread ??= new Buffers();

    /// <summary>An array of that length whose elements may be anything: every one is to be written.</summary>
    public static double[] New(int length) =>
        length >= SmallestLent && ofThread is { isLending: true } buffers ? buffers.Lend(length) : GC.AllocateUninitializedArray<double>(length);

    /// <summary>Gives an array away for good: somebody else has it now.</summary>
    public static void Keep(double[] array) => ofThread?.lent.Remove(array);

    /// <summary>Begins a backward pass; when the last one ends, what was not taken back is given away.</summary>
    public Loan Open()
    {
        openLoans++;
        return new Loan(this);
    }

    /// <summary>Calls a function whose temporary arrays nobody else sees, and takes all of them back but the result's.</summary>
    public Tensor Lending(Func<Tensor> function)
    {
        var (before, first) = (isLending, recent.Count);
        isLending = true;
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
            isLending = before;
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

    private void Close()
    {
        if (--openLoans == 0)
        {
            lent.Clear();
        }
    }

    private double[] Lend(int length)
    {
        double[] array;
        if (idle.TryGetValue(length, out var stack) && stack.TryPop(out var found))
        {
            idleNumbers -= length;
            array = found;
        }
        else
        {
            array = GC.AllocateUninitializedArray<double>(length);
        }

        lent.Add(array);
        recent.Add(array);
        return array;
    }

    /// <summary>The time of a backward pass.</summary>
    public readonly struct Loan(Buffers buffers) : IDisposable
    {
        public void Dispose() => buffers.Close();
    }
}
