using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Lectern.Notebooks;

namespace Lectern.Figures;

/// <summary>Finds figures by their element: a class, and a description in JSON inside.</summary>
internal static partial class FigureFinder
{
    private const string FigureClass = "backprop-figure";
    private const string CarrierClass = "backprop-plotly";

    public static NotebookFigures Find(Notebook notebook)
    {
        HtmlParser parser = new();
        var carrier = "";
        List<Figure> figures = [];
        HashSet<string> names = [];
        foreach (var output in notebook.Cells.SelectMany(cell => cell.Html).Where(output => IsOurs(output.Html)))
        {
            var document = parser.ParseDocument(output.Html);
            if (carrier.Length == 0) carrier = document.QuerySelector("." + CarrierClass)?.OuterHtml ?? "";
            figures.AddRange(document.QuerySelectorAll("." + FigureClass).Select(element => Read(element, output, names)));
        }

        return new NotebookFigures(carrier, figures);
    }

    /// <summary>Most outputs are neither, and need no parser.</summary>
    private static bool IsOurs(string html) =>
        html.Contains(FigureClass, StringComparison.Ordinal) || html.Contains(CarrierClass, StringComparison.Ordinal);

    private static Figure Read(IElement element, HtmlOutput output, HashSet<string> names)
    {
        var (description, problem) = Description(element);
        var title = description.Text("title");
        var name = Unique(Slug(description.Text("name") ?? title ?? ""), names);
        if (description is JsonObject named) named["name"] = name; // what is kept of it is found again by this
        return new Figure(name, string.IsNullOrWhiteSpace(title) ? name : title, element.OuterHtml, description, output, problem);
    }

    /// <summary>Where it cannot be read, the page shows the figure all the same, perhaps; it has a name by default.</summary>
    private static (JsonNode? Description, string? Problem) Description(IElement element)
    {
        try
        {
            return (FigureDescription.Parse(element.QuerySelector("script[type='application/json']")?.TextContent ?? "null"), null);
        }
        catch (JsonException exception)
        {
            return (null, $"its description cannot be read: {exception.Message}");
        }
    }

    private static string Slug(string text)
    {
        var slug = NotInSlug().Replace(text.ToLowerInvariant(), "-").Trim('-');
        return slug.Length > 0 ? slug : "figure";
    }

    /// <summary>name, name-2, name-3 …</summary>
    private static string Unique(string name, HashSet<string> names)
    {
        var unique = name;
        for (var number = 2; !names.Add(unique); number++) unique = $"{name}-{number}";
        return unique;
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInSlug();
}
