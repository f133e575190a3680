namespace Backprop.Memory;

/// <summary>
/// The one place that decides when an array is used again. While a scope is open on a thread, the storages that the engine makes
/// there are scratch; all others belong to the user for good.
/// </summary>
/// <remarks>
/// <para>The invariant, in five sentences. An array is used again only if its storage is scratch and no place holds it. A storage
/// can become scratch only when it is made, by engine code inside of a scope; what was there before, or is made by user code, never
/// does. A place that needs a gradient beyond the call that made it (<see cref="GradientMap"/>, <see cref="GradientSum"/>) holds it,
/// and holding a storage holds what it is read from. User code is called with the scope shut, and whatever it is shown or may find
/// later is kept first, which makes it the user's, with all that it is read from. A backward pass that is recorded or watched opens
/// no scope, since its graph may reach everything.</para>
/// </remarks>
internal sealed class Scratch : IDisposable
{
    [ThreadStatic]
    private static Scratch? current;

    private readonly Scratch? outer = current;
    private readonly bool isOpen;
    private readonly List<Storage> made = [];

    private Scratch(bool isOpen)
    {
        this.isOpen = isOpen && IsEnabled;
        current = this;
    }

    /// <summary>Whether arrays are used again at all; see <see cref="Tensor.ReusesMemory"/>.</summary>
    public static bool IsEnabled { get; set; } = true;

    /// <summary>Whether what is made on this thread at the moment is scratch.</summary>
    public static bool IsOpen => current is { isOpen: true };

    /// <summary>What the engine makes on this thread is scratch until the scope is disposed.</summary>
    /// <param name="open">Whether that is so; otherwise it is the user's.</param>
    public static Scratch Open(bool open = true) => new(open);

    /// <summary>An array whose elements may be anything: every one is to be written.</summary>
    public static double[] New(int length) => IsOpen ? Pool.OfThread.Take(length) : GC.AllocateUninitializedArray<double>(length);

    /// <summary>Whether a storage that has just been made is scratch.</summary>
    public static bool Adopts(Storage storage)
    {
        if (current is not { isOpen: true } scratch)
        {
            return false;
        }

        scratch.made.Add(storage);
        return true;
    }

    /// <summary>Takes back what was made since the last time and is held by nothing.</summary>
    public static void Sweep()
    {
        if (current is { made: { Count: > 0 } made })
        {
            foreach (var storage in made)
            {
                storage.Sweep();
            }

            made.Clear();
        }
    }

    /// <summary>The value of a formula, which is the caller's to keep; what was made on the way is used again.</summary>
    public static Tensor Compute(Func<Tensor> formula) => Publish(Hold(formula));

    /// <summary>The value of a formula, held once for whatever takes it over.</summary>
    public static Tensor Hold(Func<Tensor> formula)
    {
        using var scope = Open();
        var value = formula();
        value.Storage.Hold();
        return value;
    }

    /// <summary>A pullback of the user's, to be called by the engine.</summary>
    public static VectorJacobianProduct OfUser(VectorJacobianProduct pullback) => (gradient, output) =>
    {
        gradient.Storage.Keep();
        using var scope = Open(false);
        return pullback(gradient, output);
    };

    /// <summary>A hook of the user's, to be called by the engine.</summary>
    public static Func<Tensor, Tensor?> OfUser(Func<Tensor, Tensor?> hook) => gradient =>
    {
        gradient.Storage.Keep();
        using var scope = Open(false);
        return hook(gradient);
    };

    /// <summary>A tensor that the engine holds, as one that the user may have.</summary>
    public static Tensor Publish(Tensor tensor)
    {
        if (!tensor.Storage.IsExclusive)
        {
            return tensor.Detach(); // so that the user cannot write to what something else has as well
        }

        tensor.Storage.Keep();
        return tensor;
    }

    public void Dispose()
    {
        Sweep();
        current = outer;
    }
}
