using System.Text;
using System.Text.RegularExpressions;

namespace Lectern.Rendering;

/// <summary>MathJax as docfx brings it for its pages: a module of JavaScript that imports another one from beside it.</summary>
/// <param name="Address">A URL that holds the module with all that it imports, since a page without a server can import no files.</param>
internal sealed partial record MathJaxScript(string Address)
{
    private const string Pattern = "tex-svg-full-*.min.js";

    /// <param name="template">The folder of docfx's template "modern".</param>
    /// <exception cref="IOException">It has no MathJax, or another one than is known here.</exception>
    public static MathJaxScript Read(string template)
    {
        var folder = Path.Combine(template, "public");
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, Pattern) : [];
        return files is [var file]
            ? new MathJaxScript(AddressOf(file))
            : throw new IOException($"{folder} holds {files.Length} files {Pattern}, and one is expected: this version of docfx keeps MathJax elsewhere");
    }

    /// <summary>The modules do not import each other in a circle, so that each can hold the ones that it imports.</summary>
    private static string AddressOf(string file)
    {
        var code = Import().Replace(File.ReadAllText(file), match =>
            $"from\"{AddressOf(Path.Combine(Path.GetDirectoryName(file)!, match.Groups["file"].Value))}\"");
        return "data:text/javascript;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(code));
    }

    [GeneratedRegex("from\\s*\"\\./(?<file>[\\w.-]+\\.js)\"")]
    private static partial Regex Import();
}
