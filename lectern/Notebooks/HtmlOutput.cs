using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

/// <summary>An output that is HTML, a view of its JSON.</summary>
internal sealed class HtmlOutput
{
    private readonly JsonObject output;

    private HtmlOutput(JsonObject output, string html)
    {
        this.output = output;
        Html = html;
    }

    public string Html { get; private set; }

    /// <returns>null if it is another kind of output.</returns>
    public static HtmlOutput? From(JsonNode? node) =>
        node is JsonObject output && output["data"] is JsonObject data && MultilineText.TryRead(data[MimeBundle.Html], out var html)
            ? new HtmlOutput(output, html)
            : null;

    public void Change(string html)
    {
        output["data"]![MimeBundle.Html] = MultilineText.Write(html);
        Html = html;
    }

    /// <summary>Whether it is this output, which another view may show.</summary>
    public bool Shows(JsonNode? node) => ReferenceEquals(node, output);
}
