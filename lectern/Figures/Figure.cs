using System.Text.Json.Nodes;
using Lectern.Notebooks;

namespace Lectern.Figures;

/// <summary>A picture in a notebook's outputs.</summary>
/// <param name="Name">Unique in its notebook, and fit for a file name.</param>
/// <param name="Title">For the table of contents and the window; the element itself shows it as well.</param>
/// <param name="Html">The element, with the data and the script that draws it.</param>
/// <param name="Description">What it says of itself in JSON, under its name here; null if that cannot be read.</param>
/// <param name="Output">The output that it is in, perhaps with others.</param>
/// <param name="Problem">Why its description cannot be read; null if it can, or if there is none.</param>
internal sealed record Figure(
    string Name, string Title, string Html, JsonNode? Description = null, HtmlOutput? Output = null, string? Problem = null)
{
    /// <summary>What draws it: "plotly", "svg", "steps".</summary>
    public string? Kind => Description.Text("kind");
}
