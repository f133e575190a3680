using System.Text.Json;
using System.Text.Json.Nodes;
using Lectern.Rendering;
using static System.Net.WebUtility;

namespace Lectern.Site;

/// <summary>Everything that docfx makes the site from.</summary>
/// <param name="course">What the site is about.</param>
/// <param name="formulas">Those of its notebooks.</param>
internal sealed class SiteSource(Course course, SetFormulas formulas)
{
    /// <summary>The folder of what docfx makes of it, seen from the source. It is made anew each time.</summary>
    public const string Staging = "obj";

    /// <summary>The finished pages, seen from the source.</summary>
    public const string Pages = Staging + "/pages";

    public const string Configuration = "docfx.json";

    private const string Reference = "api";

    private readonly NotebookPage[] notebooks = [.. course.Notebooks.Select(notebook => new NotebookPage(course, formulas, notebook))];

    /// <param name="folder">Where they will lie.</param>
    /// <param name="plotly">The script that draws charts; null if there is none.</param>
    public IEnumerable<SiteFile> Files(string folder, string? plotly) =>
    [
        new(Configuration, Settings(Path.GetRelativePath(folder, Path.GetDirectoryName(course.Library)!))),
        new(ReferenceFilter.File, ReferenceFilter.Rules),
        new("toc.yml", Contents()),
        new("index.md", HomePage.Write(course, notebooks)),
        .. Texts(),
        .. NotebookFiles(),
        .. Pictures(),
        new("public/cells.css", $"{RenderingAsset.CellStyle}\n{formulas.Style}\n"),
        .. plotly is null ? [] : new SiteFile[] { new("public/plotly.min.js", plotly) },
        .. SiteTemplate.Files,
    ];

    private string Settings(string library)
    {
        JsonObject settings = new()
        {
            ["metadata"] = new JsonArray(new JsonObject
            {
                ["src"] = new JsonArray(new JsonObject { ["src"] = library.Replace('\\', '/'), ["files"] = new JsonArray(Path.GetFileName(course.Library)) }),
                ["output"] = $"{Staging}/{Reference}",
                ["filter"] = ReferenceFilter.File,
            }),
            ["build"] = new JsonObject
            {
                ["content"] = new JsonArray(
                    new JsonObject { ["files"] = new JsonArray("*.md", $"{CourseNotebook.Folder}/*.md", "toc.yml") },
                    new JsonObject { ["src"] = Staging, ["files"] = new JsonArray($"{Reference}/*.yml") }),
                ["resource"] = new JsonArray(new JsonObject
                {
                    ["files"] = new JsonArray("public/*", $"{HomePage.Pictures}/*", $"{CourseNotebook.Folder}/**/*.ipynb", $"{CourseNotebook.Folder}/**/*.png", $"{CourseNotebook.Folder}/**/*.svg"),
                }),
                ["template"] = new JsonArray("default", "modern", SiteTemplate.Folder),
                ["output"] = Pages,
                ["globalMetadata"] = new JsonObject { ["_appTitle"] = course.ReadMe.Title },
            },
        };
        return settings.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
    }

    private string Contents()
    {
        JsonObject Entry(string name, string href) => new() { ["name"] = name, ["href"] = href };
        var first = Entry("The course", "index.md");
        first["items"] = new JsonArray([.. course.Notebooks.Select(notebook => Entry(notebook.Title, $"{CourseNotebook.Folder}/{notebook.Name}.md"))]);
        JsonArray contents = [first, .. Texts().Select(text => Entry(TextTitles[text.Path], text.Path)), Entry("The library", $"{Staging}/{Reference}/")];
        return contents.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n"; // JSON is YAML
    }

    private static readonly Dictionary<string, string> TextTitles = new() { ["data.md"] = "The data", ["licence.md"] = "The licence" };

    /// <summary>Pages that are texts of the project.</summary>
    private IEnumerable<SiteFile> Texts()
    {
        if (course.Find("data", "README.md") is { } data) yield return new("data.md", File.ReadAllText(data));
        if (course.Find("LICENSE") is { } licence) yield return new("licence.md", $"""
            # Licence

            <pre class="licence">{HtmlBlock.WithoutBlankLines($"<pre>{HtmlEncode(File.ReadAllText(licence).Trim())}</pre>")["<pre>".Length..]}

            The data sets have sources and licences of their own{(course.Find("data", "README.md") is null ? "" : ": see [the data](data.md)")}. The charts on these
            pages are drawn by plotly.js, which is under the MIT licence too.

            """);
    }

    private IEnumerable<SiteFile> NotebookFiles()
    {
        foreach (var page in notebooks)
        {
            var notebook = page.Notebook;
            foreach (var file in page.Files()) yield return file;
            yield return new($"{CourseNotebook.Folder}/{notebook.Name}.ipynb", notebook.Source);
            if (notebook.SolutionsSource is { } solutions) yield return new($"{CourseNotebook.Folder}/solutions/{notebook.Name}.ipynb", solutions);
        }
    }

    private IEnumerable<SiteFile> Pictures() =>
        from path in course.Notebooks.Select(notebook => HomePage.Picture(course, notebook)).Append(course.ReadMe.Picture).OfType<string>().Distinct()
        let file = course.Find(path.Split('/'))
        where file is not null
        select new SiteFile(path, File.ReadAllBytes(file));
}
