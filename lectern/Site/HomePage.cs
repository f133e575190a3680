using static System.Net.WebUtility;

namespace Lectern.Site;

/// <summary>The first page: what the course is, and its notebooks with their questions and pictures.</summary>
internal static class HomePage
{
    /// <summary>Where pictures lie, in the project's folder and on the site.</summary>
    public const string Pictures = "docs";

    public static string Write(Course course, IEnumerable<NotebookPage> pages) => $"""
        ---
        layout: home
        ---
        <div class="opening">
        <div>
        <h1>{HtmlEncode(course.ReadMe.Title)}</h1>
        {course.ReadMe.Opening}
        </div>
        {Opening(course)}
        </div>
        <h2 id="course">The course</h2>
        <ol class="notebooks">
        {string.Join('\n', pages.Select(page => Card(course, page)))}
        </ol>

        """;

    /// <summary>The path of a notebook's picture; null if it has none.</summary>
    public static string? Picture(Course course, CourseNotebook notebook) =>
        course.Find(Pictures, notebook.Name + ".png") is null ? null : $"{Pictures}/{notebook.Name}.png";

    private static string Opening(Course course) => course.ReadMe.Picture is { } path ? Image(course, path) : "";

    private static string Card(Course course, NotebookPage page)
    {
        var notebook = page.Notebook;
        var picture = Picture(course, notebook) is { } path ? $"<div class=\"picture\">{Image(course, path)}</div>" : "";
        var question = page.Question.Length > 0 ? $"<p>{page.Question}</p>" : "";
        var address = $"{CourseNotebook.Folder}/{Uri.EscapeDataString(notebook.Name)}.md";
        return $"""<li>{picture}<h3><a href="{address}">{HtmlEncode(notebook.Title)}</a></h3>{question}</li>""";
    }

    private static string Image(Course course, string path) =>
        $"""<img src="{HtmlEncode(path)}" alt="{HtmlEncode(course.ReadMe.Alternatives.GetValueOrDefault(path, ""))}">""";
}
