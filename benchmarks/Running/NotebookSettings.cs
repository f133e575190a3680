using System.Text.Json;

namespace Backprop.Benchmarks.Running;

/// <summary>The environment variables that this repository brings for the notebooks' kernel.</summary>
internal static class NotebookSettings
{
    /// <summary>Reads them from where VS Code does, in the folder above this program that has such a file.</summary>
    public static IEnumerable<(string Name, string? Value)> Read()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, ".vscode", "settings.json");
            if (File.Exists(file))
            {
                using var settings = JsonDocument.Parse(File.ReadAllText(file));
                return [.. settings.RootElement.GetProperty("polyglot-notebook.kernelEnvironmentVariables").EnumerateObject()
                    .Select(variable => (variable.Name, variable.Value.GetString()))];
            }
        }

        throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} has .vscode/settings.json");
    }
}
