using Lectern.Notebooks;
using Lectern.Site;

namespace Lectern.Outputs;

/// <summary>Puts together the course that a website is made of.</summary>
internal static class CourseFolder
{
    private const string Solutions = "solutions/";

    /// <param name="project">The project's folder.</param>
    /// <param name="notebooks">The notebooks, executed.</param>
    /// <exception cref="SiteException">None of them could be a page, or the library is not built.</exception>
    public static Course Read(string project, IReadOnlyList<(NotebookFile File, Notebook Notebook)> notebooks)
    {
        var solutions = notebooks.Where(item => IsSolution(item.File)).ToDictionary(item => item.File.Name[Solutions.Length..]);
        Course course = new(project, [.. from item in notebooks where !IsSolution(item.File) select Join(item, solutions.GetValueOrDefault(item.File.Name))]);
        if (course.Notebooks.Count == 0) throw new SiteException("solutions alone make no website: name the notebook that they belong to");
        if (!File.Exists(course.Library)) throw new SiteException($"there is no {course.Library}: start lectern in the project's folder");
        return course;
    }

    private static bool IsSolution(NotebookFile file) => file.Name.StartsWith(Solutions, StringComparison.Ordinal);

    private static CourseNotebook Join((NotebookFile File, Notebook Notebook) notebook, (NotebookFile? File, Notebook? Notebook) solutions) => new(
        notebook.File.Name,
        notebook.Notebook,
        solutions.Notebook,
        File.ReadAllBytes(notebook.File.Path),
        solutions.File is null ? null : File.ReadAllBytes(solutions.File.Path));
}
