namespace Backprop.Figures;

/// <summary>The scripts that lie in the assembly, without the indentation and the comments that are for their readers.</summary>
internal static class Asset
{
    public static string Read(string name)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly holds no \"{name}\"");
        using StreamReader reader = new(stream);
        return string.Join('\n', reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(IsCode));
    }

    private static bool IsCode(string line) => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal);
}
