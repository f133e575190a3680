using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lectern.Notebooks;

namespace Lectern.Outputs;

/// <summary>Looks for what has no place in a file that is the same for everybody.</summary>
internal static partial class MachineTraces
{
    /// <summary>JSON within HTML within JSON is as deep as outputs go.</summary>
    private const int MaximumWrappings = 3;

    /// <returns>A line about the first cell that shows a folder of this machine; null if none does.</returns>
    public static string? Find(NotebookFile file, Notebook notebook)
    {
        string[] folders = [file.Folder, Environment.CurrentDirectory, Path.GetTempPath(), AppContext.BaseDirectory];
        return Find(file, notebook, folders);
    }

    /// <param name="file">The notebook.</param>
    /// <param name="notebook">With the outputs of the run.</param>
    /// <param name="folders">The folders of this machine that must not be shown.</param>
    public static string? Find(NotebookFile file, Notebook notebook, IEnumerable<string> folders)
    {
        (string Name, Regex Pattern)[] patterns =
        [
            .. folders.Concat(folders.Select(RealPath.Of))
                .Select(Path.TrimEndingDirectorySeparator)
                .Where(folder => folder != Path.GetPathRoot(folder))
                .Distinct()
                .Select(folder => (folder, Pattern(folder))),
        ];
        foreach (var (number, cell) in notebook.RunnableCells.Index().Where(one => !one.Item.IsVolatile))
        {
            string[] texts = [.. Texts(cell.Outputs).SelectMany(Spellings).Select(Comparable).Distinct()];
            if (patterns.FirstOrDefault(folder => texts.Any(folder.Pattern.IsMatch)) is { Name: { } found })
                return $"{file.Label}, cell {number + 1} shows the path {found}, which is another one elsewhere: tag the cell \"volatile\", or show less";
        }

        return null;
    }

    /// <summary>
    /// A folder with its whole name, and where a path can begin: "/home/x" is not in "/home/xyz", nor "/x" in "dy/x". A folder
    /// right below the root has a name that could be anything, so that something must lie in it.
    /// </summary>
    private static Regex Pattern(string folder)
    {
        var path = Comparable(folder);
        var isBelowRoot = path.LastIndexOf('/') <= path.IndexOf('/', StringComparison.Ordinal);
        var options = RegexOptions.CultureInvariant | (OperatingSystem.IsWindows() ? RegexOptions.IgnoreCase : RegexOptions.None);
        return new Regex($@"(?<![\p{{L}}\p{{N}}_.)\]}}]){Regex.Escape(path)}{(isBelowRoot ? @"/[\p{L}\p{N}_.]" : @"(?![\p{L}\p{N}_-])")}", options);
    }

    /// <summary>Every text in the outputs, and every name of a member.</summary>
    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Texts(member.Value).Prepend(member.Key)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    /// <summary>The text as it is, and as it reads when HTML, JSON or an address spell some characters in another way.</summary>
    private static IEnumerable<string> Spellings(string text)
    {
        yield return text;
        for (var i = 0; i < MaximumWrappings; i++)
        {
            yield return text = WebUtility.HtmlDecode(text);
            yield return text = EscapeOfJson().Replace(text, match => Unescape(match.Groups["code"], match.Value[1]));
            yield return text = Uri.UnescapeDataString(text);
        }
    }

    private static string Unescape(Group code, char escaped) =>
        code.Success ? ((char)Convert.ToUInt16(code.Value, 16)).ToString() : escaped.ToString();

    /// <summary>With one kind of separator, and each letter with its accent as one character.</summary>
    private static string Comparable(string text)
    {
        var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)); // an escape may stand for half a character
        return valid.Replace('\\', '/').Normalize(NormalizationForm.FormC);
    }

    [GeneratedRegex("""\\(u(?<code>[0-9a-fA-F]{4})|["\\/])""")]
    private static partial Regex EscapeOfJson();
}
