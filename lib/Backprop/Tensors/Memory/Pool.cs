namespace Backprop.Memory;

/// <summary>Arrays that nothing refers to, each waiting to be used again by the thread that gave it back.</summary>
internal sealed class Pool
{
    /// <summary>Smaller arrays are as fast from the garbage collector.</summary>
    public const int SmallestArray = 1024;

    /// <summary>How many numbers lie idle at most, for each thread: 64 MiB.</summary>
    private const int MostIdle = 1 << 23;

    [ThreadStatic]
    private static Pool? ofThread;

    private readonly Dictionary<int, Shelf> shelves = [];
    private long idle;
    private long uses;

    public static Pool OfThread => ofThread ??= new Pool();

    /// <summary>An array of that length whose elements may be anything.</summary>
    public double[] Take(int length)
    {
        if (length >= SmallestArray && shelves.TryGetValue(length, out var shelf) && shelf.Arrays.TryPop(out var array))
        {
            shelf.LastUse = ++uses;
            idle -= length;
            return array;
        }

        return GC.AllocateUninitializedArray<double>(length);
    }

    /// <summary>Takes an array in that nothing refers to any more.</summary>
    public void Put(double[] array)
    {
        if (array.Length is < SmallestArray or > MostIdle)
        {
            return;
        }

        if (!shelves.TryGetValue(array.Length, out var shelf))
        {
            shelves.Add(array.Length, shelf = new Shelf());
        }

        shelf.Arrays.Push(array);
        shelf.LastUse = ++uses;
        idle += array.Length;
        while (idle > MostIdle)
        {
            GiveUpOldest();
        }
    }

    /// <summary>Gives up all arrays of the length that has been used by nothing for the longest time.</summary>
    private void GiveUpOldest()
    {
        var (length, shelf) = shelves.MinBy(pair => pair.Value.LastUse);
        idle -= (long)length * shelf.Arrays.Count;
        shelves.Remove(length);
    }

    /// <summary>The arrays of one length.</summary>
    private sealed class Shelf
    {
        public Stack<double[]> Arrays { get; } = [];

        public long LastUse { get; set; }
    }
}
