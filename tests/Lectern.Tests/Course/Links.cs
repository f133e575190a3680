using System.Text.RegularExpressions;

namespace Lectern.Tests.Course;

/// <summary>The links in a notebook's text, and where they lead.</summary>
internal static partial class Links
{
    /// <returns>What is wrong with a link; null if it leads somewhere.</returns>
    public static string? Problem(CourseNotebook notebook, string target)
    {
        if (target.StartsWith("https://", StringComparison.Ordinal)) return null;
        if (target.StartsWith("http://", StringComparison.Ordinal)) return $"the link {target} is not https";

        var (file, anchor) = target.Split('#', 2) is [var before, var after] ? (before, after) : (target, "");
        var path = Path.Combine(notebook.Folder, Uri.UnescapeDataString(file));
        if (file.Length > 0 && !File.Exists(path) && !Directory.Exists(path)) return $"the link {target} leads to no file";

        var lines = file.Length > 0 ? LinesOf(path) : LinesOf(notebook);
        return anchor.Length == 0 || Headings(lines).Any(heading => Uri.UnescapeDataString(anchor) is var to && (to == OnGitHub(heading) || to == InJupyter(heading)))
            ? null
            : $"the link {target} leads to no heading";
    }

    public static IEnumerable<string> In(CourseCell cell) => cell.IsCode
        ? []
        : Target().Matches(NoText().Replace(string.Join('\n', cell.TextLines), "")).Select(match => match.Groups["to"].Value);

    private static IEnumerable<string> LinesOf(CourseNotebook notebook) => notebook.Cells.SelectMany(cell => cell.TextLines);

    private static IEnumerable<string> LinesOf(string path) => Path.GetExtension(path) switch
    {
        ".ipynb" => LinesOf(new CourseNotebook("", File.ReadAllText(path), "")),
        ".md" => File.ReadLines(path),
        _ => [],
    };

    private static IEnumerable<string> Headings(IEnumerable<string> lines) => lines.Where(line => Heading().IsMatch(line)).Select(line => line.TrimStart('#').Trim());

    private static string OnGitHub(string heading) => NotInAnchor().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    private static string InJupyter(string heading) => heading.Replace(' ', '-');

    /// <summary>Code and formulas.</summary>
    [GeneratedRegex(@"`[^`]*`|\$\$.*?\$\$|\$[^$\n]*\$", RegexOptions.Singleline)]
    private static partial Regex NoText();

    [GeneratedRegex(@"\]\(\s*<?(?<to>[^)\s>]+)|^\[[^\]]+\]:\s*(?<to>\S+)|<(?<to>https?://[^>]+)>|(?<![(<\w])(?<to>http://\S+)", RegexOptions.Multiline)]
    private static partial Regex Target();

    [GeneratedRegex("^#{1,6} ")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchor();
}
