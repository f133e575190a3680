using System.Net;
using Lectern.Notebooks;

namespace Lectern.Rendering;

/// <summary>Code as HTML.</summary>
/// <param name="csharp">What marks C#.</param>
internal sealed class CodeHtml(CSharpCode csharp)
{
    /// <summary>The names that C# goes by, in fences and as a kernel.</summary>
    private static readonly string[] CSharpNames = [Cell.CSharp, "cs", "c#"];

    /// <summary>The class "nohighlight" keeps docfx's own highlighting away.</summary>
    public string Of(string code, string language) =>
        $"""<pre class="code" tabindex="0"><code class="nohighlight{(language.Length > 0 ? $" {WebUtility.HtmlEncode(language)}" : "")}">{Marked(code.TrimEnd(), language)}</code></pre>""";

    private string Marked(string code, string language) =>
        CSharpNames.Contains(language, StringComparer.OrdinalIgnoreCase) ? csharp.ToHtml(code) : WebUtility.HtmlEncode(code);
}
