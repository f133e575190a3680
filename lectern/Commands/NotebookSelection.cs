using Lectern.Outputs;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Lectern.Commands;

/// <summary>Finds the notebooks that the command line names.</summary>
/// <param name="current">The current folder; the course's notebooks are in its "notebooks" and "notebooks/solutions".</param>
internal sealed class NotebookSelection(string current)
{
    /// <summary>Where the course lies in the project's folder.</summary>
    public const string CourseFolder = "notebooks";

    private const string SolutionsFolder = "solutions";

    private readonly string course = Path.Combine(current, CourseFolder);

    /// <summary>What the notebooks here are called.</summary>
    public IReadOnlyList<string> CourseNames => Directory.Exists(course) ? [.. CourseNotebooks().Select(Name)] : [];

    /// <exception cref="UsageException">One of them is not there.</exception>
    public IReadOnlyList<NotebookFile> Find(IReadOnlyCollection<string> patterns)
    {
        NotebookFile[] files =
        [
            .. (patterns.Count == 0 ? All() : patterns.SelectMany(Find))
                .Select(Path.GetFullPath)
                .Distinct()
                .Select(path => new NotebookFile(path, Name(path)))
                .OrderBy(file => file.Name.Contains('/', StringComparison.Ordinal))
                .ThenBy(file => file.Name, StringComparer.Ordinal),
        ];

        // Compared without case: on some systems these would be one file.
        var twins = files.GroupBy(file => file.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return twins is null
            ? files
            : throw new UsageException(
                $"{string.Join(" and ", twins.Select(file => file.Path))} would both be written to {twins.First().Label}: "
                + "run them one at a time, or rename one");
    }

    private string[] All()
    {
        if (!Directory.Exists(course))
        {
            throw new UsageException(
                $"there is no folder \"{CourseFolder}\" in {current}: start lectern in the project's folder, or name a notebook");
        }

        string[] paths = [.. CourseNotebooks()];
        return paths.Length > 0 ? paths : throw new UsageException($"there is no notebook in {course}");
    }

    private IEnumerable<string> CourseNotebooks() =>
        new[] { course, Path.Combine(course, SolutionsFolder) }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + NotebookFile.Extension))
            .Order(StringComparer.Ordinal);

    private IEnumerable<string> Find(string pattern)
    {
        string[] found = pattern.Contains('*', StringComparison.Ordinal) ? [.. Match(pattern)] : [.. Named(pattern).Take(1)];
        return found.Length > 0 ? found : throw NotFound(pattern);
    }

    /// <summary>A path as it stands, or a name in the course, with or without extension.</summary>
    private IEnumerable<string> Named(string name) =>
        from folder in new[] { current, course, Path.Combine(course, SolutionsFolder) }
        from extension in new[] { "", NotebookFile.Extension }
        let path = Path.Combine(folder, name + extension)
        where File.Exists(path)
        select path;

    private string[] Match(string pattern) =>
        new[] { current, course }
            .Where(Directory.Exists)
            .Select(folder => Match(folder, pattern))
            .FirstOrDefault(paths => paths.Length > 0) ?? [];

    private static string[] Match(string folder, string pattern)
    {
        // What stands before the first star is a path like any other, with as many .. as one likes.
        var start = pattern.AsSpan(0, pattern.IndexOf('*', StringComparison.Ordinal)).LastIndexOfAny('/', Path.DirectorySeparatorChar) + 1;
        var root = Path.GetFullPath(Path.Combine(folder, pattern[..start]));
        if (!Directory.Exists(root)) return [];
        if (pattern[start..].Split('/', Path.DirectorySeparatorChar).Contains(".."))
            throw new UsageException($"\"{pattern}\": \"..\" is possible before the first * alone");

        Matcher matcher = new();
        matcher.AddInclude(pattern[start..]).AddExclude("**/.ipynb_checkpoints/**");
        return
        [
            .. matcher.GetResultsInFullPath(root)
                .Where(path => path.EndsWith(NotebookFile.Extension, StringComparison.OrdinalIgnoreCase)),
        ];
    }

    private UsageException NotFound(string pattern)
    {
        var known = CourseNames is { Count: > 0 } names ? $"; the notebooks here are {string.Join(", ", names)}" : "";
        return new UsageException($"there is no notebook \"{pattern}\"{known}");
    }

    private string Name(string path)
    {
        var relative = Path.ChangeExtension(Path.GetRelativePath(course, path), null).Replace(Path.DirectorySeparatorChar, '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? Path.GetFileNameWithoutExtension(path)
            : relative;
    }
}
