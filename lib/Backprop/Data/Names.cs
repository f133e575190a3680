namespace Backprop.Data;

/// <summary>First names, for models that spell.</summary>
public static class Names
{
    /// <summary>Reads the 4,951 names that ship with the course, in alphabetical order.</summary>
    /// <exception cref="FileNotFoundException">The file is not beside the assembly.</exception>
    public static IReadOnlyList<string> Load() => File.ReadAllLines(DataFolder.PathOf("names.txt"));
}
