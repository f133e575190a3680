using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lectern.Notebooks;

/// <summary>A notebook in nbformat 4. What lectern does not understand of it is kept, and written as it was.</summary>
internal sealed class Notebook
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonObject document;

    private Notebook(JsonObject document, IReadOnlyList<Cell> cells)
    {
        this.document = document;
        Cells = cells;
    }

    public IReadOnlyList<Cell> Cells { get; }

    /// <summary>The code cells that hold code, without those that are to be skipped.</summary>
    public IEnumerable<Cell> RunnableCells =>
        Cells.Where(cell => cell is { IsCode: true, IsSkipped: false } && !string.IsNullOrWhiteSpace(cell.Source));

    /// <summary>The first heading of the text.</summary>
    public string? Title =>
        (from cell in Cells
         where cell.IsMarkdown
         from line in cell.Source.Split('\n')
         where line.StartsWith("# ", StringComparison.Ordinal)
         select line[2..].Trim()).FirstOrDefault();

    /// <exception cref="NotebookException">The file is not a C# notebook in nbformat 4.</exception>
    public static Notebook Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), Path.GetFileName(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{Path.GetFileName(path)} cannot be read: {exception.Message}");
        }
    }

    public static Notebook Parse(string json, string name)
    {
        if (ParseJson(json, name) is not JsonObject document || document["nbformat"] is not JsonValue format)
            throw new NotebookException($"{name} is JSON but not a notebook: it has no \"nbformat\" number");

        if (!format.TryGetValue(out int version) || version != 4)
        {
            throw new NotebookException(
                $"{name} is in nbformat {format.ToJsonString()}, and lectern reads nbformat 4: "
                + "open it in Jupyter or VS Code and save it as a new file");
        }

        if (Language(document["metadata"]) is { } language)
            throw new NotebookException($"{name} is a notebook in {language}, and lectern runs C# notebooks only");

        if (document["cells"] is not JsonArray nodes)
            throw new NotebookException($"{name} is JSON but not a notebook: it has no list of \"cells\"");

        return new Notebook(document, [.. nodes.Select((node, index) => ReadCell(node, index, name))]);
    }

    public string ToJson() => JupyterJson.Write(document);

    public void Write(string path) => AtomicFile.Write(path, ToJson());

    private static JsonNode? ParseJson(string json, string name)
    {
        try
        {
            var node = JsonNode.Parse(json, documentOptions: Strict);
            if (node is not null) JupyterJson.Write(node); // finds half a surrogate pair here rather than later
            return node;
        }
        catch (JsonException exception)
        {
            throw new NotebookException(
                $"{name} is not JSON: see line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            throw new NotebookException($"{name} is not JSON: one of its strings is not valid Unicode");
        }
    }

    private static Cell ReadCell(JsonNode? node, int index, string name) =>
        Cell.From(node) ?? throw new NotebookException(
            $"{name} is JSON but not a notebook: item {index + 1} of \"cells\" has no \"cell_type\" or no \"source\"");

    /// <returns>The language, unless it is C# or nothing says what it is.</returns>
    private static string? Language(JsonNode? metadata)
    {
        string?[] signs =
        [
            metadata.Text("kernelspec", "language"),
            metadata.Text("language_info", "name"),
            metadata.Text("kernelspec", "name"),
        ];
        var isCSharp = signs.Any(sign => sign?.ToUpperInvariant() is "C#" or "CSHARP" or ".NET-CSHARP");
        return isCSharp ? null : signs.FirstOrDefault(sign => sign is not null);
    }
}
