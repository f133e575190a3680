using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Backprop.Formatting;

namespace Backprop.Data;

/// <summary>The tensors of a .npz file by name, and the reasons why its other arrays are no tensors.</summary>
[TypeFormatterSource(typeof(TextFormatterSource<NpzFile>), PreferredMimeTypes = [MimeTypes.PlainText])]
[SuppressMessage("Naming", "CA1710", Justification = "NumPy's own name for the same thing.")]
public sealed class NpzFile : IReadOnlyDictionary<string, Tensor>
{
    private readonly string file;
    private readonly Dictionary<string, Tensor> tensors = [];
    private readonly Dictionary<string, string> unread = [];

    internal NpzFile(string file) => this.file = file;

    /// <summary>Why arrays could not be read, by the arrays' names: those of text, complex numbers, Python objects and the like.</summary>
    public IReadOnlyDictionary<string, string> Unread => unread;

    /// <summary>The names of the tensors.</summary>
    public IEnumerable<string> Keys => tensors.Keys;

    /// <summary>The tensors.</summary>
    public IEnumerable<Tensor> Values => tensors.Values;

    /// <summary>The number of tensors.</summary>
    public int Count => tensors.Count;

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="InvalidDataException">The array of this name could not be read; the message says why.</exception>
    /// <exception cref="KeyNotFoundException">The file has no array of this name.</exception>
    public Tensor this[string key] => tensors.TryGetValue(key, out var tensor)
        ? tensor
        : throw (unread.TryGetValue(key, out var reason)
            ? new InvalidDataException($"{file}, {key}: {reason}")
            : new KeyNotFoundException($"{file} has no array \"{key}\"; it has {string.Join(", ", tensors.Keys.Concat(unread.Keys))}"));

    /// <summary>Whether there is a tensor of a name.</summary>
    public bool ContainsKey(string key) => tensors.ContainsKey(key);

    /// <summary>The tensor of a name, if there is one.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Tensor value) => tensors.TryGetValue(key, out value);

    /// <summary>The tensors by name.</summary>
    public IEnumerator<KeyValuePair<string, Tensor>> GetEnumerator() => tensors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The file, the tensors' names and shapes, and the arrays that could not be read, one line each.</summary>
    public override string ToString() => string.Join(
        '\n',
        [
            file,
            .. tensors.Select(one => $"  {one.Key} {one.Value.Shape}"),
            .. unread.Select(one => $"  {one.Key} was not read: it {one.Value}"),
        ]);

    /// <summary>Adds what reading an array gives.</summary>
    /// <exception cref="InvalidDataException">There is an array of this name, or the array is damaged.</exception>
    internal void Add(string name, Func<Tensor> read)
    {
        if (tensors.ContainsKey(name) || unread.ContainsKey(name))
        {
            throw new InvalidDataException("is there twice");
        }

        try
        {
            tensors.Add(name, read());
        }
        catch (NotSupportedException exception)
        {
            unread.Add(name, exception.Message);
        }
    }
}
