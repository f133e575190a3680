using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Lectern.Notebooks;

namespace Lectern.Outputs;

/// <summary>
/// All that decides what a notebook shows, as one checksum: the code of its cells, the libraries and scripts that they name, the
/// course's data, lectern and the runtime, and the browser that draws the still pictures. Another file that a cell reads by itself is
/// not known here.
/// </summary>
/// <param name="data">The folder of the data sets; it need not be there.</param>
/// <param name="browser">The browser's program; null where there is none.</param>
internal sealed partial class NotebookInputs(string data, string? browser)
{
    /// <summary>lectern, the list of the packages that it is built with, and its runtime's settings.</summary>
    private static readonly string Program = Path.ChangeExtension(typeof(NotebookInputs).Assembly.Location, null);

    /// <summary>Of files and folders; the notebooks of a course name the same library.</summary>
    private readonly Dictionary<string, string> checksums = [];
    private readonly Lock gate = new();

    /// <exception cref="IOException">One of the files cannot be read.</exception>
    public string ChecksumOf(NotebookFile file, Notebook notebook)
    {
        StringBuilder text = new();
        text.AppendLine(RuntimeInformation.FrameworkDescription).AppendLine(RuntimeInformation.RuntimeIdentifier);
        text.AppendLine(browser).AppendLine(file.Folder);
        foreach (var extension in new[] { ".dll", ".deps.json", ".runtimeconfig.json" }) text.AppendLine(Of(Program + extension));
        text.AppendLine(Of(data));
        foreach (var cell in notebook.RunnableCells)
        {
            text.AppendLine(cell.Kernel).AppendLine(cell.MayFail ? "may fail" : "").AppendLine(Checksum.Of(cell.Source));
            foreach (var path in References(cell.Source)) text.AppendLine(Of(Path.Combine(file.Folder, path)));
        }

        return Checksum.Of(text.ToString());
    }

    /// <summary>The files that a cell references or loads. What lies beside a library is loaded with it.</summary>
    private static IEnumerable<string> References(string source) =>
        from Match match in Directive().Matches(source)
        let path = match.Groups["path"].Value
        select match.Groups["name"].Value == "r" ? Path.GetDirectoryName(path) ?? path : path;

    /// <summary>A folder stands for all files in it; what is not there is a path alone.</summary>
    private string Of(string path)
    {
        path = Path.GetFullPath(path);
        lock (gate)
        {
            if (checksums.TryGetValue(path, out var known)) return known;
            StringBuilder text = new();
            text.AppendLine(path);
            foreach (var file in Files(path).Order(StringComparer.Ordinal))
                text.AppendLine(Path.GetRelativePath(path, file)).AppendLine(Checksum.Of(File.ReadAllBytes(file)));
            return checksums[path] = Checksum.Of(text.ToString());
        }
    }

    private static IEnumerable<string> Files(string path) =>
        File.Exists(path) ? [path]
        : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
        : [];

    /// <summary>#r of a package, or of an assembly by its name alone, brings nothing that changes.</summary>
    [GeneratedRegex("""^\s*#(?<name>r|load)\s+"(?!nuget:)(?<path>[^"]*[/\\][^"]*|[^"]+\.(csx|cs|dll))"\s*$""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Directive();
}
