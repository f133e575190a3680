namespace Backprop.Memory;

/// <summary>
/// What the backward passes have added up for one tensor. As long as the user hasn't seen it, its array is used again after
/// <see cref="Clear"/>.
/// </summary>
internal struct GradientSum
{
    /// <summary>The sum, for engine code that does not let go of it; null if there is none.</summary>
    public Tensor? Unshown { get; private set; }

    /// <summary>The sum, for the user to keep.</summary>
    public readonly Tensor? Shown()
    {
        Unshown?.Storage.Keep();
        return Unshown;
    }

    /// <summary>Puts another tensor in its place.</summary>
    public void Set(Tensor? gradient)
    {
        Clear();
        gradient?.Storage.Keep();
        Unshown = gradient;
    }

    /// <summary>Adds a gradient, which is held once for this sum.</summary>
    public void Add(Tensor gradient)
    {
        if (Unshown is { } sum)
        {
            using var scope = Tensor.NoGrad();
            Unshown = sum + gradient;
            sum.Storage.Release();
            gradient.Storage.Release();
        }
        else
        {
            Unshown = gradient.Storage.IsExclusive ? gradient : gradient.Detach(); // which the user may have under another name
        }
    }

    /// <summary>Forgets the sum.</summary>
    public void Clear()
    {
        Unshown?.Storage.Release();
        Unshown = null;
    }
}
