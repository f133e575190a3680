using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Lectern.Notebooks;
using Lectern.Rendering;
using static System.Net.WebUtility;

namespace Lectern.Site;

/// <summary>
/// The page of a notebook. What stands in it is HTML already, thousands of formulas and figures, which docfx would only pass on, and slowly:
/// it gets the page's frame, and the text is put into it when the page is published.
/// </summary>
/// <param name="course">Of which it is.</param>
/// <param name="formulas">Those of its text.</param>
/// <param name="notebook">The notebook.</param>
internal sealed partial class NotebookPage(Course course, SetFormulas formulas, CourseNotebook notebook)
{
    private const string Chart = "backprop-chart";

    private readonly CellRenderer renderer = new(formulas, Link, notebook.Executed);
    private readonly CellRenderer? solved = notebook.Solutions is null ? null : new(formulas, Link, notebook.Solutions);
    private readonly ExerciseSolutions solutions = new(notebook.Solutions);
    private readonly List<SiteFile> pictures = [];

    public CourseNotebook Notebook => notebook;

    /// <summary>What the notebook asks, as HTML: the line in bold below its title; empty if there is none.</summary>
    public string Question => Asked?.InnerHtml ?? "";

    private IElement? Asked => notebook.Executed.Cells.FirstOrDefault(cell => cell.IsMarkdown) is { } first
        ? new HtmlParser().ParseDocument(renderer.Text(first)).QuerySelector("p > strong:only-child")
        : null;

    /// <summary>The frame for docfx, the text, and the pictures in it.</summary>
    public IEnumerable<SiteFile> Files()
    {
        var text = Text();
        var path = $"{CourseNotebook.Folder}/{notebook.Name}";
        return [new($"{path}.md", Frame(text)), new(path + PageText.Extension, text), .. pictures];
    }

    private string Frame(string text) => $"""
        ---
        title: {Quote(notebook.Title)}
        description: {Quote(Asked?.TextContent ?? "")}
        charts: {(text.Contains(Chart, StringComparison.Ordinal) ? "true" : "false")}
        ---
        {PageText.Place(notebook.Name)}

        """;

    private string Text() => string.Concat(notebook.Executed.Cells.Select((cell, index) => Write(cell) + (index == 0 ? Downloads() : ""))) + Neighbours();

    /// <summary>A notebook's page lies where the notebook lies, and that of the data in the first folder.</summary>
    private static string Link(string target)
    {
        var end = target.IndexOf('#') is var at and >= 0 ? at : target.Length;
        var (file, anchor) = (target[..end], target[end..]);
        if (file.EndsWith("data/README.md", StringComparison.Ordinal)) return "../data.html" + anchor;
        return file.EndsWith(".ipynb", StringComparison.Ordinal) && !file.Contains(':', StringComparison.Ordinal) ? Path.ChangeExtension(file, ".html") + anchor : target;
    }

    private string Write(Cell cell)
    {
        if (cell.IsCode) return Code(cell, renderer) + Solution(solutions.Of(cell));
        if (!cell.IsMarkdown) return "";
        return cell.SlideType == "notes" ? Folded.Html("notes", "For the lecturer", renderer.Text(cell)) : renderer.Text(cell) + "\n";
    }

    private string Code(Cell cell, CellRenderer cells) => $"<div class=\"cell\">\n{cells.Code(cell)}\n{WithFiles(CellRenderer.Outputs(cell), cell)}\n</div>\n";

    private string Solution(IReadOnlyList<Cell> cells) =>
        cells.Count == 0 ? "" : Folded.Html("solution", "Solution", string.Concat(cells.Select(cell => cell.IsCode ? Code(cell, solved!) : solved!.Text(cell))));

    /// <summary>The still pictures of charts as files, which are fetched only where a chart is not drawn.</summary>
    private string WithFiles(string html, Cell cell) => Still().Replace(html, still =>
    {
        var path = $"{notebook.Name}/{cell.Id ?? "picture"}-{pictures.Count + 1}.{still.Groups["kind"].Value}";
        pictures.Add(new SiteFile($"{CourseNotebook.Folder}/{path}", Convert.FromBase64String(still.Groups["data"].Value)));
        return $"{still.Groups["image"].Value} loading=\"lazy\" src=\"{SiteAddress.Of(path)}\"";
    });

    private string Downloads()
    {
        var solutions = notebook.Solutions is null ? "" : $"""<a href="solutions/{Uri.EscapeDataString(notebook.Name)}.ipynb" download>Its solutions</a>""";
        return $"""
            <p class="where"><a href="{Uri.EscapeDataString(notebook.Name)}.ipynb" download>Download this notebook</a>{solutions}</p>

            """;
    }

    private string Neighbours()
    {
        var at = course.Notebooks.Index().First(item => item.Item == notebook).Index;
        var links = Neighbour(at - 1, "earlier", "← Before") + Neighbour(at + 1, "later", "Next →");
        return links.Length == 0 ? "" : $"<nav class=\"next\" aria-label=\"Before and next\">{links}</nav>\n";
    }

    private string Neighbour(int at, string kind, string word) => course.Notebooks.ElementAtOrDefault(at) is { } neighbour && at >= 0
        ? $"""<a class="{kind}" href="{Uri.EscapeDataString(neighbour.Name)}.html"><span>{word}</span>{HtmlEncode(neighbour.Title)}</a>"""
        : "";

    /// <summary>A text of JSON is one of YAML.</summary>
    private static string Quote(string text) => JsonSerializer.Serialize(text);

    [GeneratedRegex("""(?<image><div class="backprop-chart"[^>]*></div>\s*<img class="backprop-picture"[^>]*?) src="data:image/(?<kind>png|svg)[^,"]*;base64,(?<data>[^"]*)\x22""")]
    private static partial Regex Still();
}
