namespace Lectern.Site;

/// <summary>What a reader opens to see it.</summary>
internal static class Folded
{
    /// <param name="kind">The class by which it is styled.</param>
    /// <param name="summary">The HTML of the line that opens it.</param>
    /// <param name="html">What is in it.</param>
    public static string Html(string kind, string summary, string html) => $"""
        <details class="{kind}"><summary>{summary}</summary><div>
        {html}
        </div></details>

        """;
}
