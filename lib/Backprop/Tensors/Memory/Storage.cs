namespace Backprop.Memory;

/// <summary>
/// The elements of a tensor. They lie in an array, or come about when they are first read (<see cref="View"/>,
/// <see cref="Factors"/>). <see cref="Scratch"/> says when the array may be used again.
/// </summary>
internal class Storage
{
    private double[]? array;
    private bool isScratch;
    private int holders;

    /// <param name="array">The elements, in row-major order, in an array that nothing else refers to.</param>
    public Storage(double[] array)
    {
        this.array = array;
        isScratch = array.Length >= Pool.SmallestArray && Scratch.Adopts(this);
    }

    /// <summary>Elements that come about later.</summary>
    protected Storage() => isScratch = Scratch.Adopts(this);

    /// <summary>The elements.</summary>
    public double[] Elements => array ??= Make();

    /// <summary>Whether the elements lie in an array, rather than having yet to come about.</summary>
    public bool IsWritten => array is not null;

    /// <summary>Whether several tensors have these elements, so that one that is written to must get its own first.</summary>
    public bool IsShared { get; private set; }

    /// <summary>Whether one place of the engine holds this, and nothing else can reach it.</summary>
    public bool IsExclusive => isScratch && holders == 1 && !IsShared;

    /// <summary>The same elements, for another tensor or another storage to read as well.</summary>
    public Storage Share()
    {
        IsShared = true;
        if (!Scratch.IsOpen)
        {
            Keep(); // the other one may live for as long as it likes
        }

        return this;
    }

    /// <summary>One more place of the engine needs the elements.</summary>
    public void Hold()
    {
        if (isScratch && holders++ == 0)
        {
            ForSources(source => source.Hold());
        }
    }

    /// <summary>A place needs them no longer; after the last one the array is used again.</summary>
    public void Release()
    {
        if (isScratch && --holders == 0)
        {
            Recycle();
            ForSources(source => source.Release());
        }
    }

    /// <summary>The elements stay for good: user code can reach them from here on.</summary>
    public void Keep()
    {
        if (isScratch)
        {
            isScratch = false;
            ForSources(source => source.Keep());
        }
    }

    /// <summary>Gives the array back if no place holds it.</summary>
    public void Sweep()
    {
        if (isScratch && holders == 0)
        {
            Recycle();
        }
    }

    /// <summary>How many elements there are, where they have yet to come about.</summary>
    protected virtual int Size => throw new InvalidOperationException("elements were read after their array had been given back: an error of the engine");

    /// <summary>Writes elements that have yet to come about.</summary>
    protected virtual void WriteTo(double[] elements)
    {
    }

    /// <summary>What these elements come from.</summary>
    protected virtual void ForSources(Action<Storage> action)
    {
    }

    private double[] Make()
    {
        var elements = isScratch ? Pool.OfThread.Take(Size) : GC.AllocateUninitializedArray<double>(Size);
        WriteTo(elements);
        return elements;
    }

    private void Recycle()
    {
        if (array is not null)
        {
            Pool.OfThread.Put(array);
            array = null; // should anything read it after all, it fails, and gets no wrong numbers
        }
    }
}
