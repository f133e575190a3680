using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lectern.Site;

/// <summary>What a search can find: a section of a page.</summary>
/// <param name="Page">The page's title.</param>
/// <param name="Section">Its heading; empty for what stands before the first one.</param>
/// <param name="Href">Where it is, seen from the first page.</param>
/// <param name="Text">What stands in it.</param>
internal sealed record SearchEntry(string Page, string Section, string Href, string Text)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A script rather than JSON: a page from disk may load that.</summary>
    public static string Script(IEnumerable<SearchEntry> entries) =>
        $"window.lecternSearch = [\n{string.Join(",\n", entries.Select(entry => JsonSerializer.Serialize(entry, Readable)))}\n];\n";
}
