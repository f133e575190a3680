namespace Backprop.Data;

/// <summary>The folder <c>data</c> beside the assembly, whatever the working folder is.</summary>
internal static class DataFolder
{
    /// <summary>The path of a file that ships with the course.</summary>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    public static string PathOf(string file)
    {
        var path = Path.Combine(Path.GetDirectoryName(typeof(DataFolder).Assembly.Location)!, "data", file);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{path} is not there; build the library with \"dotnet build\"", path);
    }
}
