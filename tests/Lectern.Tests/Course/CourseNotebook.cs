using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Lectern.Tests.Course;

/// <summary>A notebook of the course as its rules see it.</summary>
internal sealed class CourseNotebook
{
    private const string Solutions = "solutions/";

    /// <param name="name">As in "01-chain-rule" or "solutions/01-chain-rule".</param>
    /// <param name="text">The file's.</param>
    /// <param name="folder">Where its links start.</param>
    public CourseNotebook(string name, string text, string folder)
    {
        (Name, Text, Folder) = (name, text, folder);
        Document = JsonNode.Parse(text)!.AsObject();
        Cells = [.. Document["cells"]!.AsArray().Select(node => new CourseCell(node!.AsObject()))];
    }

    /// <summary>The repository's folder of notebooks.</summary>
    public static string Home { get; } = FindHome();

    /// <summary>The course's notebooks in their order.</summary>
    public static IEnumerable<string> CourseNames => NamesIn("");

    /// <summary>The notebooks that solve the exercises.</summary>
    public static IEnumerable<string> SolutionNames => NamesIn(Solutions);

    public string Name { get; }

    public string Text { get; }

    public string Folder { get; }

    public JsonObject Document { get; }

    public IReadOnlyList<CourseCell> Cells { get; }

    public IEnumerable<CourseCell> Code => Cells.Where(cell => cell.IsCode);

    public bool IsSolution => Name.StartsWith(Solutions, StringComparison.Ordinal);

    /// <summary>The 01 of "01-chain-rule".</summary>
    public string Number => Path.GetFileName(Name)[..2];

    /// <summary>The parts under headings of the second level, in order.</summary>
    public IReadOnlyList<Section> Sections
    {
        get
        {
            List<Section> sections = [];
            foreach (var cell in Cells)
            {
                if (cell.IsCode) sections.LastOrDefault()?.Code.Add(cell);
                foreach (var line in cell.TextLines)
                {
                    if (line.StartsWith("## ", StringComparison.Ordinal)) sections.Add(new Section(line[3..].Trim(), [], []));
                    else sections.LastOrDefault()?.Lines.Add(line);
                }
            }

            return sections;
        }
    }

    public static CourseNotebook Read(string name)
    {
        var path = PathOf(name);
        return new CourseNotebook(name, File.ReadAllText(path), Path.GetDirectoryName(path)!);
    }

    /// <returns>The notebook that solves its exercises; null if there is none.</returns>
    public static CourseNotebook? ReadSolutions(string name) => File.Exists(PathOf(Solutions + name)) ? Read(Solutions + name) : null;

    private static string PathOf(string name) => Path.Combine(Home, name + ".ipynb");

    private static IEnumerable<string> NamesIn(string folder) => Directory.Exists(Path.Combine(Home, folder))
        ? Directory.EnumerateFiles(Path.Combine(Home, folder), "*.ipynb").Select(path => folder + Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)
        : [];

    private static string FindHome([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "../../../notebooks"));

    /// <param name="Title">The heading.</param>
    /// <param name="Lines">The text under it.</param>
    /// <param name="Code">The code cells under it.</param>
    public sealed record Section(string Title, List<string> Lines, List<CourseCell> Code);
}
