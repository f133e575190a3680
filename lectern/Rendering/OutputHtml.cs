using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Lectern.Notebooks;

namespace Lectern.Rendering;

/// <summary>One output of a cell as HTML, in the best form that it has.</summary>
internal static partial class OutputHtml
{
    private const string Svg = "image/svg+xml";
    private static readonly string[] Pictures = [MimeBundle.Png, "image/jpeg", "image/gif"];

    public static string Of(JsonNode? output) => output.Text("output_type") switch
    {
        "stream" => Preformatted(TextOf(output!["text"]), output.Text("name") == StreamOutput.StandardError ? "output stderr" : "output"),
        "error" => Preformatted(Traceback(output!), "output error"),
        _ => output?["data"] is JsonObject data ? OfValue(data, output["metadata"]) : "",
    };

    private static string OfValue(JsonObject data, JsonNode? metadata)
    {
        if (data.ContainsKey(MimeBundle.Html)) return OfHtml(TextOf(data[MimeBundle.Html]));
        var text = TextOf(data[MimeBundle.PlainText]);
        if (data.ContainsKey(Svg)) return Box(Picture(Svg, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(TextOf(data[Svg]))), text));
        if (Pictures.FirstOrDefault(data.ContainsKey) is { } type) return Box(Picture(type, TextOf(data[type]), text));
        return Preformatted(text, "output");
    }

    /// <summary>What is written in HTML is closed, so that a page goes on after it as it should. What brings plotly.js is left out: pages have it as a file.</summary>
    private static string OfHtml(string html)
    {
        HtmlParser parser = new();
        var body = parser.ParseDocument("<body>").Body!;
        body.Append([.. parser.ParseFragment(html, body)]);
        foreach (var carrier in body.QuerySelectorAll(".backprop-plotly").ToArray()) carrier.Remove();
        if (body.InnerHtml.Trim() is not { Length: > 0 } rest) return "";
        return body.QuerySelector(".backprop-figure") is null ? Box(rest) : $"""<div class="output">{rest}</div>""";
    }

    /// <summary>Wide things scroll in it, by the keyboard as well. A figure has the width that there is.</summary>
    private static string Box(string html) => $"""<div class="output" tabindex="0">{html}</div>""";

    private static string Picture(string type, string base64, string alternative) =>
        $"""<img src="data:{type};base64,{base64.ReplaceLineEndings("")}" alt="{WebUtility.HtmlEncode(alternative)}">""";

    private static string Preformatted(string text, string kind) => text.TrimEnd() is { Length: > 0 } shown
        ? $"""<pre class="{kind}" tabindex="0"><samp>{WebUtility.HtmlEncode(TerminalCodes().Replace(shown, ""))}</samp></pre>"""
        : "";

    private static string Traceback(JsonNode error)
    {
        var lines = (error["traceback"] as JsonArray ?? []).Select(TextOf).Where(line => line.Length > 0);
        return string.Join('\n', lines) is { Length: > 0 } traceback ? traceback : $"{error.Text("ename")}: {error.Text("evalue")}";
    }

    private static string TextOf(JsonNode? node) => MultilineText.TryRead(node, out var text) ? text : "";

    /// <summary>Colours and the like.</summary>
    [GeneratedRegex(@"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-Z\\-_])")]
    private static partial Regex TerminalCodes();
}
