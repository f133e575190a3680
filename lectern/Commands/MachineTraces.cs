using Lectern.Notebooks;

namespace Lectern.Commands;

/// <summary>Looks for what has no place in a file that is the same for everybody.</summary>
internal static class MachineTraces
{
    /// <returns>A line about the first cell that shows a folder of this machine; null if none does.</returns>
    public static string? Find(NotebookFile file, Notebook notebook)
    {
        string[] folders = [.. new[] { file.Folder, Environment.CurrentDirectory, Path.GetTempPath(), AppContext.BaseDirectory }
            .Select(folder => folder.TrimEnd(Path.DirectorySeparatorChar))
            .Where(folder => folder.Length > 1)];
        foreach (var (number, cell) in notebook.RunnableCells.Index().Where(one => !one.Item.IsVolatile))
        {
            var text = cell.Outputs.ToJsonString().Replace(@"\\", @"\", StringComparison.Ordinal);
            if (folders.FirstOrDefault(folder => text.Contains(folder, StringComparison.Ordinal)) is { } found)
                return $"{file.Label}, cell {number + 1} shows the path {found}, which is another one elsewhere: tag the cell \"volatile\", or show less";
        }

        return null;
    }
}
