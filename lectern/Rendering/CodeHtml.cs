using System.Net;
using Lectern.Notebooks;

namespace Lectern.Rendering;

/// <summary>Code as HTML.</summary>
internal static class CodeHtml
{
    /// <summary>The names that C# goes by, in fences and as a kernel.</summary>
    private static readonly string[] CSharp = [Cell.CSharp, "cs", "c#"];

    /// <summary>The class "nohighlight" keeps docfx's own highlighting away.</summary>
    public static string Of(string code, string language) =>
        $"""<pre class="code" tabindex="0"><code class="nohighlight{(language.Length > 0 ? $" {WebUtility.HtmlEncode(language)}" : "")}">{Marked(code.TrimEnd(), language)}</code></pre>""";

    private static string Marked(string code, string language) =>
        CSharp.Contains(language, StringComparer.OrdinalIgnoreCase) ? CSharpCode.ToHtml(code) : WebUtility.HtmlEncode(code);
}
