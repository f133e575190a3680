using System.Globalization;
using System.Text.Json.Nodes;
using Lectern.Figures;
using Lectern.Notebooks;

namespace Lectern.Comparison;

/// <summary>What a cell shows, line by line: as git has it, and as git is to have it after a run.</summary>
internal static class CellLines
{
    /// <param name="cell">A cell of the notebook in git.</param>
    public static IReadOnlyList<ShownLine> Kept(Cell cell) => cell.IsVolatile ? [] : [.. cell.Outputs.SelectMany(output => Of(cell, output))];

    /// <param name="cell">A cell that has run.</param>
    /// <param name="figures">Those of its notebook.</param>
    public static IReadOnlyList<ShownLine> Run(Cell cell, NotebookFigures figures) =>
    [
        .. from output in KeptOutput.Of(cell, figures)
           from line in output.Figures.Count > 0 ? output.Figures.Select(Of) : Of(cell, output.Text)
           select line,
    ];

    private static ShownLine Of(Figure figure) => figure.Problem is null
        ? ShownLine.OfFigure(figure.Name, figure.Description)
        : ShownLine.OfKind($"figure \"{figure.Name}\", but {figure.Problem}");

    private static IEnumerable<ShownLine> Of(Cell cell, JsonNode? output) =>
        KeptPicture.Description(output) is { } description && description.Text("name") is { } name
            ? [ShownLine.OfFigure(name, description)]
            : [ShownLine.OfKind($"({Kind(cell, output)})"), .. Texts(output).SelectMany(ShownLine.OfText)];

    /// <summary>As in "stdout" or "execute_result, text/plain". A value bears the number of its cell, unless somebody has changed it.</summary>
    private static string Kind(Cell cell, JsonNode? output)
    {
        var mimeTypes = Data(output).Select(member => member.Key).Order(StringComparer.Ordinal);
        var kind = output.Text("name") ?? string.Join(", ", [output.Text("output_type") ?? "no output", .. mimeTypes]);
        return (output as JsonObject)?["execution_count"] is JsonValue value && value.TryGetValue(out int count) && count != cell.ExecutionCount
            ? string.Create(CultureInfo.InvariantCulture, $"{kind}, with the execution count {count}")
            : kind;
    }

    /// <summary>Of a value the plain text, if it has one; and of one that has none all that is text, which pictures are not.</summary>
    private static IEnumerable<string> Texts(JsonNode? output) => output.Text("output_type") switch
    {
        "stream" => [Text(output!["text"])],
        "error" => Error(output!),
        _ when Data(output)[MimeBundle.PlainText] is { } text => [Text(text)],
        _ => Data(output).Where(member => !IsPicture(member.Key)).Select(member => Text(member.Value)),
    };

    /// <summary>A traceback often begins with the error itself.</summary>
    private static IEnumerable<string> Error(JsonNode output)
    {
        var error = $"{output.Text("ename")}: {output.Text("evalue")}";
        return (output["traceback"] as JsonArray ?? []).Select(Text).Where(line => line != error).Prepend(error);
    }

    private static JsonObject Data(JsonNode? output) => (output as JsonObject)?["data"] as JsonObject ?? [];

    private static bool IsPicture(string mimeType) => mimeType.StartsWith("image/", StringComparison.Ordinal) && mimeType != "image/svg+xml";

    private static string Text(JsonNode? node) => MultilineText.TryRead(node, out var text) ? text : node?.ToJsonString() ?? "";
}
