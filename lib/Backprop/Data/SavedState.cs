namespace Backprop.Data;

/// <summary>Reads what a module or an optimizer has saved, if it fits.</summary>
internal static class SavedState
{
    /// <summary>Reads all tensors of a .npz file, which must be those that are expected.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">Every name, what it names, and its shape. What has several names may be there under any of them.</param>
    /// <param name="owner">What they are for, for messages.</param>
    /// <returns>The tensors by name.</returns>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or its names or shapes are others.</exception>
    public static IReadOnlyDictionary<string, Tensor> Load(
        string path, IReadOnlyCollection<(string Name, object Of, Shape Shape)> expected, string owner)
    {
        var saved = Npz.Load(path);
        var names = expected.Select(one => one.Name).ToHashSet();
        string[] differences =
        [
            .. from one in expected.GroupBy(one => one.Of, one => one.Name)
               where !one.Any(saved.ContainsKey)
               select $"{one.First()} {one.Select(name => saved.Unread.GetValueOrDefault(name)).FirstOrDefault(why => why is not null) ?? "is missing"}",
            .. from name in saved.Keys.Concat(saved.Unread.Keys) where !names.Contains(name) select $"{name} is not in {owner}",
            .. from one in expected
               where saved.TryGetValue(one.Name, out var tensor) && tensor.Shape != one.Shape
               select $"{one.Name} has shape {saved[one.Name].Shape}, not {one.Shape}",
        ];
        return differences.Length == 0
            ? saved
            : throw new InvalidDataException($"{Path.GetFileName(path)} does not fit {owner}: {string.Join("; ", differences)}");
    }
}
