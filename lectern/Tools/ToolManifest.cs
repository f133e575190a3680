namespace Lectern.Tools;

/// <summary>The list of a project's .NET tools, which <c>dotnet tool restore</c> installs.</summary>
internal static class ToolManifest
{
    /// <summary>Looks where <c>dotnet</c> does: in a folder and in every one above it.</summary>
    /// <returns>The folder of the manifest that names the tool; null if none does.</returns>
    public static string? FindFolder(string folder, string package)
    {
        for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
        {
            string[] places = [Path.Combine(here.FullName, ".config", "dotnet-tools.json"), Path.Combine(here.FullName, "dotnet-tools.json")];
            if (places.Any(path => File.Exists(path) && File.ReadAllText(path).Contains($"\"{package}\"", StringComparison.OrdinalIgnoreCase)))
                return here.FullName;
        }

        return null;
    }
}
