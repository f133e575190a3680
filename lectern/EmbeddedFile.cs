namespace Lectern;

/// <summary>The files that lie in the assembly, by the names that the project's file gives them.</summary>
internal static class EmbeddedFile
{
    /// <exception cref="InvalidOperationException">There is none of this name.</exception>
    public static string Text(string name)
    {
        using StreamReader reader = new(Open(name));
        return reader.ReadToEnd();
    }

    /// <inheritdoc cref="Text"/>
    public static byte[] Bytes(string name)
    {
        using var stream = Open(name);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Those whose names begin with a folder's.</summary>
    public static IEnumerable<string> Names(string folder) =>
        typeof(EmbeddedFile).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal));

    private static Stream Open(string name) => typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"the assembly holds no \"{name}\"");
}
